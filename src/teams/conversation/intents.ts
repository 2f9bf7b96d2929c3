import type { Command, Verb } from '../../upgrade/run/commands.js';
import { usualPermissions } from '../../upgrade/run/decide.js';
import type { Run, RunState } from '../../upgrade/run/run.js';
import type { Language } from '../cards/types.js';
import { historyFrom, reportFrom, saveFrom } from '../reports/written.js';
import type { Ask } from './ask.js';
import { addressFrom, numberFrom, planFrom, subscriptionFrom } from './intent-arguments.js';
import { plainText, typedText } from './plain-text.js';
import { practiceIntent } from './practice-intent.js';
import { reportFromWords, reportOf } from './tab-report.js';
import { createVocabulary, lower, type Match } from './vocabulary.js';
import { type Here, whenFrom } from './when.js';

/**
 * Reads what a person wrote. The words stand in the locale files, under the verb of the button they replace, and are
 * understood in every language. What cannot be undone has words of its own and is never guessed.
 */

/** What the words are read against. */
export type Situation = {
  run: Run | undefined;
  sandbox: boolean;
  /** What "tomorrow" means to the person; left out, only days in full are understood. */
  here?: Here;
};

export type Intents = (said: string, situation: Situation) => Ask;

/**
 * @param words what can be written for each verb, in every language together.
 * @returns a function that never throws; what it does not know is a question.
 */
export function createIntents(words: ReadonlyMap<string, readonly string[]>): Intents {
  const vocabulary = createVocabulary(words);
  function read(verb: string, rest: string, closing: string, { run, sandbox, here }: Situation): Ask | undefined {
    switch (verb) {
      case 'choosePlan': {
        const plan = planFrom(rest, run);
        return plan === undefined ? undefined : command({ do: 'choosePlan', plan });
      }
      case 'quantity':
      case 'updateCart': {
        const quantity = numberFrom(rest);
        return quantity === undefined ? undefined : command({ do: 'updateCart', quantity });
      }
      case 'pilot': {
        const pilot = numberFrom(rest);
        if (pilot !== undefined) return command({ do: 'reassign', pilot });
        // Elsewhere, and with a question mark, it is no list of names.
        const isNames = /\p{L}/u.test(rest) && !closing.includes('?') && run?.state.is === 'manualReassign';
        return isNames ? command({ do: 'reassign', pilot: 0, people: rest }) : undefined;
      }
      case 'reassign': {
        const pilot = rest === '' ? 0 : numberFrom(rest);
        return pilot === undefined ? undefined : command({ do: 'reassign', pilot });
      }
      case 'useSubscription': {
        const subscription = subscriptionFrom(rest, run);
        return subscription === undefined ? undefined : command({ do: 'useSubscription', subscription });
      }
      case 'tabMessage':
        return rest === '' ? undefined : command({ do: 'reportTab', ...reportOf(rest + closing) });
      case 'changeSoldTo':
      case 'changeBilledTo': {
        const address = addressFrom(rest);
        return address === undefined ? undefined : command({ do: verb, address });
      }
      case 'schedule': {
        // "Schedule saturday 22:00?" asks whether one should.
        if (closing.includes('?')) return undefined;
        const when = rest === '' ? { date: '', time: '' } : whenFrom(rest, here);
        return when && command({ do: 'schedule', ...when });
      }
      case 'history':
        return historyFrom(rest);
      case 'report':
        return reportFrom(rest);
      case 'saveReport':
        return saveFrom(rest);
      case 'language':
        return { is: 'language', language: languagesByName[lower(rest)] };
      case 'scenarios':
      case 'useScenario':
        if (!sandbox) return undefined;
        return rest === '' ? { is: 'scenarios' } : { is: 'useScenario', scenario: lower(rest) };
      default:
        return rest === '' ? readAlone(verb) : undefined;
    }
  }

  return (said, situation) => {
    const typed = typedText(said);
    const text = plainText(said);
    const closing = typed.slice(text.length);
    if (text === '') return { is: 'welcome' };
    const practice = situation.sandbox ? practiceIntent(text) : undefined;
    if (practice) return practice;
    const isQuestion = closing.includes('?');
    for (const match of vocabulary.match(text)) {
      for (const verb of fittingFirst(match, situation.run)) {
        const ask = read(verb, match.rest, closing, situation);
        if (ask && !(isQuestion && changes(ask))) return ask;
      }
    }
    const plan = planFrom(text, situation.run);
    if (plan !== undefined && !isQuestion) return command({ do: 'choosePlan', plan });
    const report = reportFromWords(typed, situation.run);
    return report === undefined ? { is: 'noAnswer' } : command({ do: 'reportTab', ...report });
  };
}

/** What a word means that stands alone. */
function readAlone(verb: string): Ask | undefined {
  switch (verb) {
    case 'greeting':
      return { is: 'welcome' };
    case 'help':
    case 'comparePlans':
      return { is: verb };
    case 'monthly':
    case 'annual':
      return command({ do: 'updateCart', billingCycle: verb });
    case 'card':
    case 'invoice':
      return command({ do: 'changePayment', payment: verb });
    case 'acknowledge':
      return command({ do: 'acknowledge', understood: true });
    case 'cancelOld':
      return command({ do: 'cancelOld', confirm: true });
    case 'reportTab':
      return command({ do: 'reportTab', tab: 'plans' });
    case 'check':
    case 'status':
    case 'watch':
    case 'upgradeManually':
    case 'buyNew':
    case 'buyMore':
    case 'buyByHand':
    case 'goToCheckout':
    case 'backToCart':
    case 'placeOrder':
    case 'retryFailed':
    case 'keepOld':
    case 'taskDone':
    case 'pause':
    case 'resume':
    case 'retry':
    case 'stop':
    case 'undo':
    case 'unschedule':
    case 'startNow':
    case 'follow':
    case 'unfollow':
      return command({ do: verb });
    default:
      return undefined;
  }
}

const languagesByName: Record<string, Language> = {
  sv: 'sv',
  'sv-se': 'sv',
  svenska: 'sv',
  swedish: 'sv',
  en: 'en',
  'en-us': 'en',
  'en-gb': 'en',
  english: 'en',
  engelska: 'en',
};

/** Where a verb belongs, for words that two verbs share ("try again"). */
const belongsTo: Partial<Record<Verb, readonly RunState['is'][]>> = {
  retry: ['needsAttention'],
  retryFailed: ['manualReassign'],
  resume: ['paused'],
  placeOrder: ['checkout'],
  goToCheckout: ['cart'],
};

function fittingFirst({ verbs }: Match, run: Run | undefined): readonly string[] {
  const fits = (verb: string) => isVerb(verb) && run !== undefined && belongsTo[verb]?.includes(run.state.is);
  return [...verbs].sort((a, b) => Number(fits(b) ?? false) - Number(fits(a) ?? false));
}

/** Whoever asks whether to do something has not said that it is to be done. */
const changes = (ask: Ask): boolean => ask.is === 'command' && usualPermissions[ask.command.do] !== 'see';

const command = (asked: Command): Ask => ({ is: 'command', command: asked });
const isVerb = (verb: string): verb is Verb => Object.hasOwn(usualPermissions, verb);
