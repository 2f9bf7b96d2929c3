import { isVerb } from '../../cards/frame/is-verb.js';
import { needsNoFields } from './actions.js';
import { type Ask, command } from './ask.js';

/** What a word means that stands alone; undefined when it means nothing so. */
export function readAlone(verb: string): Ask | undefined {
  switch (verb) {
    case 'greeting':
      return { is: 'welcome' };
    case 'help':
    case 'forgetMe':
    case 'yes':
    case 'no':
    case 'thanks':
    case 'remark':
    case 'endSomething':
    case 'comparePlans':
      return { is: verb };
    case 'monthly':
    case 'annual':
      return command({ do: 'updateCart', billingCycle: verb });
    case 'oneMonth':
      return command({ do: 'updateCart', term: 'P1M' });
    case 'oneYear':
      return command({ do: 'updateCart', term: 'P1Y' });
    case 'card':
    case 'invoice':
      return command({ do: 'changePayment', payment: verb });
    case 'acknowledge':
      return command({ do: 'acknowledge', understood: true });
    case 'cancelOld':
      return command({ do: 'cancelOld', confirm: true });
    case 'reportTab':
      return command({ do: 'reportTab', tab: 'plans' });
    case 'stopConfirmed':
      return { ...command({ do: 'stop' }), confirmed: true };
    case 'undoConfirmed':
      return { ...command({ do: 'undo' }), confirmed: true };
    case 'orderConfirmed':
      return { ...command({ do: 'placeOrder' }), confirmed: true };
    case 'cancelConfirmed':
      return { ...command({ do: 'cancelOld', confirm: true }), confirmed: true };
    case 'startConfirmed':
      return { ...command({ do: 'startNow' }), confirmed: true };
    case 'splitPeople':
      // How it is said is asked back.
      return command({ do: verb, plan: '', rest: '' });
    case 'renewalOff':
      return command({ do: 'taskDone', renewal: 'off' });
    case 'backToCheckout':
    case 'backToStep2':
    case 'backToStep3':
    case 'checkOrder':
      return command({ do: 'retry' });
    case 'check':
    case 'goToCheckout':
    case 'taskDone':
      return command({ do: verb });
    default:
      return isVerb(verb) && needsNoFields(verb) ? command({ do: verb }) : undefined;
  }
}
