import { sourceSku } from '../../../upgrade/plans/plans.js';
import { rolesThatMay } from '../../../upgrade/tenant/roles.js';
import { productName, sourceFound } from '../pieces/pieces.js';
import type { View } from '../view.js';
import { addOns } from './add-ons.js';
import { canUpgrade } from './can-upgrade.js';
import { creditCheck } from './credit-check.js';
import { planDifference } from './difference.js';
import type { Live, LiveText } from './live.js';
import { peopleWhoMove } from './people.js';
import { price } from './price.js';
import { progress } from './progress.js';
import { renewal } from './renewal.js';
import { seats } from './seats.js';
import { whoCan } from './who-can.js';

/**
 * Answers from the tenant's own facts, beside the general answer. They were read where rights are checked; what is said of what was read is one small pure function a topic.
 */

/** What is said of the tenant, in the viewer's words. */
export function liveText(view: View, live: Live): LiveText {
  const { t, format } = view;
  switch (live.is) {
    case 'notAllowed': {
      const roles = format.either(rolesThatMay('see').map((role) => t(`roles.${role}`)));
      return { lines: [t('live.notAllowed', { roles })] };
    }
    case 'unreadable':
      return { lines: [t('live.unreadable')] };
    case 'whoCan':
      return whoCan(view, live);
    case 'progress':
      return progress(view, live.run);
    case 'facts':
      return fromFacts(view, live);
    default: {
      const never: never = live;
      return never;
    }
  }
}

function fromFacts(view: View, { topic, look }: Extract<Live, { is: 'facts' }>): LiveText {
  if (topic === 'seats') return seats(view, look);
  if (topic === 'canUpgrade') return canUpgrade(view, look);
  const source = sourceFound(look);
  if (!source) return { lines: [view.t('noSource.text', { plan: productName(sourceSku) })] };
  switch (topic) {
    case 'people':
      return peopleWhoMove(view, look, source);
    case 'creditCheck':
      return creditCheck(view, look, source);
    case 'losses':
    case 'gains':
      return planDifference(view, topic, look, source);
    case 'addOns':
      return addOns(view, look, source);
    case 'renewal':
      return renewal(view, source);
    case 'price':
      return price(view, look, source);
    default: {
      const never: never = topic;
      return never;
    }
  }
}
