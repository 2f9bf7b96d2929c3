import { type Command, permissionFor, type Verb } from '../upgrade/commands.js';
import { displayName, targetSkus } from '../upgrade/plans.js';
import type { Run, RunState } from '../upgrade/run.js';
import type { Ask } from './ask.js';
import type { Language } from './cards/types.js';
import { plainText } from './plain-text.js';

/**
 * Reads what a person wrote. The words stand in the locale files, under the verb of the button they replace, and are
 * understood in every language. What cannot be undone has words of its own and is never guessed.
 */

/** What the words are read against. */
export type Situation = { run: Run | undefined; sandbox: boolean };

/**
 * @param words what can be written for each verb, in every language together.
 * @returns a function that never throws; what it does not know is a question.
 */
export function createIntents(words: ReadonlyMap<string, readonly string[]>): (said: string, situation: Situation) => Ask {
  const verbsByWord = new Map<string, string[]>();
  for (const [verb, list] of words) {
    for (const word of list) {
      const plain = plainText(word);
      verbsByWord.set(plain, [...(verbsByWord.get(plain) ?? []), verb]);
    }
  }
  return (said, situation) => {
    const text = plainText(said);
    return (
      practiceIntent(text, situation) ??
      languageIntent(text) ??
      wordIntent(verbsByWord.get(text) ?? [], situation) ??
      numberIntent(text, situation) ??
      planIntent(text, situation) ?? { is: 'noAnswer' }
    );
  };
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

function languageIntent(text: string): Ask | undefined {
  const named = /^(?:language|språk) ?(.*)$/.exec(text)?.[1];
  return named === undefined ? undefined : { is: 'language', language: languagesByName[named] };
}

function practiceIntent(text: string, { sandbox }: Situation): Ask | undefined {
  if (!sandbox) return undefined;
  if (text === 'practice' || text === 'öva') return { is: 'scenarios' };
  const wait = /^(?:wait|vänta) (\d{1,4}) (second|minute|hour|day|week|sekund|minut|timm|dag|dyg|veck)\p{L}*$/u.exec(text);
  if (!wait) return undefined;
  const [, count, unit] = wait;
  if (/^(day|dag|dyg)/.test(unit ?? '')) return { is: 'advance', duration: `P${count}D` };
  if (/^(week|veck)/.test(unit ?? '')) return { is: 'advance', duration: `P${Number(count) * 7}D` };
  const letter = /^(hour|timm)/.test(unit ?? '') ? 'H' : /^min/.test(unit ?? '') ? 'M' : 'S';
  return { is: 'advance', duration: `PT${count}${letter}` };
}

/** Where a verb belongs, for words that two verbs share ("try again"). */
const belongsTo: Partial<Record<Verb, readonly RunState['is'][]>> = {
  retry: ['needsAttention'],
  retryFailed: ['manualReassign'],
  resume: ['paused'],
  placeOrder: ['checkout'],
  goToCheckout: ['cart'],
};

function wordIntent(verbs: readonly string[], { run }: Situation): Ask | undefined {
  const fitting = verbs.find((verb) => isVerb(verb) && run !== undefined && belongsTo[verb]?.includes(run.state.is));
  const verb = fitting ?? verbs[0];
  return verb === undefined ? undefined : askFor(verb);
}

function askFor(verb: string): Ask | undefined {
  switch (verb) {
    case 'welcome':
    case 'help':
    case 'history':
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
    case 'reassign':
      return command({ do: 'reassign', pilot: 0 });
    case 'check':
    case 'status':
    case 'upgradeManually':
    case 'buyNew':
    case 'buyMore':
    case 'updateCart':
    case 'goToCheckout':
    case 'backToCart':
    case 'placeOrder':
    case 'retryFailed':
    case 'keepOld':
    case 'pause':
    case 'resume':
    case 'retry':
    case 'stop':
      return command({ do: verb });
    default:
      return undefined;
  }
}

function numberIntent(text: string, { run }: Situation): Ask | undefined {
  const [, word, digits] = /^(\p{L}+(?: \p{L}+)?) (\d[\d ]{0,10})$/u.exec(text) ?? [];
  const number = Number(digits?.replaceAll(' ', ''));
  switch (word) {
    case 'quantity':
    case 'antal':
      return command({ do: 'updateCart', quantity: number });
    case 'reassign':
    case 'pilot':
    case 'tilldela om':
      return command({ do: 'reassign', pilot: number });
    case 'use':
    case 'använd': {
      const owned = ownedBy(run)[number - 1];
      return owned ? command({ do: 'useSubscription', subscription: owned.subscriptionId }) : undefined;
    }
    default:
      return undefined;
  }
}

/** A plan by its name, its skuPartNumber, or its number in the list that the card shows. */
function planIntent(text: string, { run }: Situation): Ask | undefined {
  const plain = text.replace(/^(?:plan|choose|välj) /, '');
  const offered = run ? offeredTo(run) : targetSkus;
  const numbered = /^\d$/.test(plain) && run && choosing.includes(run.state.is) ? offered[Number(plain) - 1] : undefined;
  const named = targetSkus.find((sku) => plain === sku.toLowerCase() || plain === displayName(sku).toLowerCase());
  const plan = named ?? numbered;
  return plan === undefined ? undefined : command({ do: 'choosePlan', plan });
}

const choosing: readonly RunState['is'][] = ['assessed', 'choosingPlan'];

function offeredTo(run: Run): readonly string[] {
  return run.path !== 'manual' && run.assessment.is === 'available' ? run.assessment.plans : targetSkus;
}

function ownedBy(run: Run | undefined) {
  return run === undefined || run.assessment.is === 'noSource' ? [] : run.assessment.source.owned;
}

const command = (asked: Command): Ask => ({ is: 'command', command: asked });
const isVerb = (verb: string): verb is Verb => Object.hasOwn(permissionFor, verb);
