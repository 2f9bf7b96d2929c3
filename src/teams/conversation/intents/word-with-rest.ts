import { whyNot } from '../../../upgrade/run/possible.js';
import type { Run } from '../../../upgrade/run/run.js';
import { refusedForLocation } from '../../../upgrade/run/snapshot.js';
import { type Language, languageOfLocale, languages, nameOf } from '../../cards/words/languages.js';
import { type Ask, command } from './ask.js';
import { countryFrom } from './country.js';
import { fileAsked, historyAsked, reportAsked } from './history-words.js';
import {
  addressFrom,
  numberFrom,
  payerFrom,
  planChosen,
  quantitiesFrom,
  subscriptionFrom,
} from './intent-arguments.js';
import { readOldPlan } from './old-plan.js';
import { pageNamed } from './page.js';
import { asksSomething } from './question.js';
import { saidFor } from './said.js';
import { tabReportOf } from './tab-report.js';
import { lower } from './vocabulary.js';
import { type Here, whenFrom } from './when.js';
import { readAlone } from './word-alone.js';

/** What words are read against. */
export type Situation = {
  run: Run | undefined;
  sandbox: boolean;
  /** What "tomorrow" means to the person; left out, only days in full are understood. */
  here?: Here;
};

/** A word that was recognised, and what stands after it; `closing` is the punctuation at the end. */
type Worded = { verb: string; rest: string; closing: string };

/** What a word means with what stands after it; undefined when the two mean nothing together. */
export function readWord({ verb, rest, closing }: Worded, situation: Situation): Ask | undefined {
  switch (verb) {
    case 'check':
    case 'cancelOld':
    case 'cancelOldPlan':
    case 'cancelConfirmed':
      return readOldPlan(verb, rest, situation.run);
    case 'choosePlan':
      return given(planChosen(rest, situation.run), (plan) => command({ do: 'choosePlan', plan }));
    case 'quantity':
    case 'updateCart':
      return given(quantitiesFrom(rest), (quantities) => command({ do: 'updateCart', ...quantities }));
    case 'placeOrder':
      return rest === ''
        ? command({ do: verb })
        : given(numberFrom(rest), (quantity) => command({ do: verb, quantity }));
    case 'pilot':
      return readPilot(rest, closing, situation);
    case 'reassign':
      return rest === '' ? command({ do: 'reassign', pilot: 0 }) : given(numberFrom(rest), pilotOf);
    case 'setLocation':
      return given(countryFrom(rest), (country) => command({ do: verb, country, again: isRefused(situation) }));
    case 'useSubscription':
      return readUse(rest, situation);
    case 'tabMessage':
      return readTabMessage(rest, closing, situation);
    case 'tabPerhaps':
      // "It says" begins what people ask of any message, too.
      return tabReportOf(rest + closing).tab === 'UNKNOWN_MESSAGE'
        ? undefined
        : readTabMessage(rest, closing, situation);
    case 'changeSoldTo':
    case 'changeBilledTo':
      return given(addressFrom(rest), (address) => command({ do: verb, address }));
    case 'changePayer':
      return given(payerFrom(rest, situation.run), (payer) => command({ do: 'changePayer', payer }));
    case 'schedule':
      return readSchedule(rest, closing, situation);
    case 'comparePlans':
      return rest === '' ? readAlone(verb) : given(pageFrom(rest), (page) => ({ is: verb, page }));
    case 'history':
      return historyAsked(rest);
    case 'report':
      return reportAsked(rest);
    case 'saveReport':
      return fileAsked(rest);
    case 'language':
      return { is: 'language', language: languageNamed(lower(rest)) };
    case 'scenarios':
    case 'useScenario':
      if (!situation.sandbox) return undefined;
      return rest === '' ? { is: 'scenarios' } : { is: 'useScenario', scenario: lower(rest) };
    default:
      return rest === '' ? readAlone(verb) : undefined;
  }
}

/** Whoever was refused for want of a usage location is tried again with it. */
const isRefused = ({ run }: Situation): boolean => run !== undefined && refusedForLocation(run).length > 0;

/** "compare page 2", or "compare 2" in short; from 1. */
function pageFrom(text: string): number | undefined {
  const page = pageNamed(text) ?? numberFrom(text);
  return page === undefined || page < 1 || page > mostPages ? undefined : page - 1;
}
const mostPages = 100;

const given = <T>(value: T | undefined, ask: (value: T) => Ask): Ask | undefined =>
  value === undefined ? undefined : ask(value);

/** "use 2", or "use 2 anyway" of what there is something to be known about. */
function readUse(rest: string, { run }: Situation): Ask | undefined {
  const [, number = '', accepting] = /^(\S+)(?: (.+))?$/.exec(rest) ?? [];
  if (accepting !== undefined && !allTheSame.has(lower(accepting))) return undefined;
  return given(subscriptionFrom(number, run), (subscription) =>
    command({ do: 'useSubscription', subscription, ...(accepting === undefined ? {} : { accept: true }) }),
  );
}

const allTheSame: ReadonlySet<string> = new Set(saidFor('anyway'));

/** What the tab says is only told where it is asked, and a question about it is a question. */
function readTabMessage(rest: string, closing: string, { run }: Situation): Ask | undefined {
  if (rest === '' || run === undefined || asksSomething(rest + closing)) return undefined;
  const told = { do: 'reportTab', ...tabReportOf(rest + closing) } as const;
  return whyNot(run, told) === undefined ? command(told) : undefined;
}

const pilotOf = (pilot: number): Ask => (pilot === 0 ? { is: 'pilotOfNobody' } : command({ do: 'reassign', pilot }));

function readPilot(rest: string, closing: string, { run }: Situation): Ask | undefined {
  const pilot = numberFrom(rest);
  if (pilot !== undefined) return pilotOf(pilot);
  // Elsewhere, and with a question mark, it is no list of names.
  const isNames = /\p{L}/u.test(rest) && !closing.includes('?') && run?.state.is === 'manualReassign';
  return isNames ? command({ do: 'reassign', pilot: 0, people: rest }) : undefined;
}

function readSchedule(rest: string, closing: string, { here }: Situation): Ask | undefined {
  // "Schedule saturday 22:00?" asks whether one should.
  if (closing.includes('?')) return undefined;
  const when = rest === '' ? { date: '', time: '' } : whenFrom(rest, here);
  return when && command({ do: 'schedule', ...when });
}

/** By its code, with or without a region, and by its name in any of the languages. */
const languagesByName: ReadonlyMap<string, Language> = new Map(
  languages.flatMap((language) => languages.map((other) => [lower(nameOf(language, other)), language] as const)),
);
const languageNamed = (said: string): Language | undefined =>
  languagesByName.get(said) ?? (/^[a-z]{2,3}(-[a-z]{2})?$/.test(said) ? languageOfLocale(said) : undefined);
