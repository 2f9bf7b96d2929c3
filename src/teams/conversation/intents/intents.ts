import { onlyLooks, statesWith } from '../../../upgrade/run/decide.js';
import type { Run } from '../../../upgrade/run/run.js';
import { retryLeadsTo } from '../../../upgrade/run/states/needs-attention.js';
import { isVerb } from '../../cards/frame/is-verb.js';
import { onwardWords } from '../../cards/words/onward-words.js';
import { type Ask, command } from './ask.js';
import { withoutCourtesy } from './courtesy.js';
import { planFrom } from './intent-arguments.js';
import { typedText, withoutClosing } from './plain-text.js';
import { practiceIntent } from './practice-intent.js';
import { splitFrom } from './split.js';
import { tabReportFromWords } from './tab-report.js';
import { createVocabulary, type Match, type Vocabulary } from './vocabulary.js';
import { readWord, type Situation } from './word-with-rest.js';

/**
 * Reads what a person wrote. The words stand in the locale files, under the verb of the button they replace, and are
 * understood in every language. What cannot be undone has words of its own and is never guessed.
 */

export type Intents = (said: string, situation: Situation) => Ask;

/**
 * @param words what can be written for each verb, in every language together.
 * @returns a function that never throws; what it does not know is a question.
 */
export function createIntents(words: ReadonlyMap<string, readonly string[]>): Intents {
  const vocabulary = createVocabulary(words);
  return (said, situation) => {
    const typed = typedText(said);
    const text = withoutClosing(typed);
    if (text === '') return { is: 'welcome' };
    const practice = situation.sandbox ? practiceIntent(text) : undefined;
    const split = isQuestion(typed, text) ? undefined : splitFrom(text);
    const worded = practice ?? split ?? readWords(vocabulary, typed, text, situation);
    return worded ?? readBare(vocabulary, typed, text, situation) ?? readWithoutWords(typed, text, situation);
  };
}

/** The same without a greeting, a "please" or a "thanks" around it, where a command is left. */
function readBare(vocabulary: Vocabulary, typed: string, text: string, situation: Situation): Ask | undefined {
  const bare = withoutCourtesy(text);
  if (bare === text || isQuestion(typed, text)) return undefined;
  return bare === '' ? { is: 'welcome' } : readWords(vocabulary, bare, bare, situation);
}

const isQuestion = (typed: string, text: string): boolean => typed.slice(text.length).includes('?');

function readWords(vocabulary: Vocabulary, typed: string, text: string, situation: Situation): Ask | undefined {
  const closing = typed.slice(text.length);
  for (const match of vocabulary.match(text)) {
    for (const verb of fittingFirst(match, situation.run)) {
      const ask = readWord({ verb, rest: match.rest, closing }, situation);
      if (ask && !(isQuestion(typed, text) && changes(ask))) return ask;
    }
  }
  return undefined;
}

/** A plan's name alone, or a message of the Upgrade tab; else a question. */
function readWithoutWords(typed: string, text: string, { run }: Situation): Ask {
  const plan = planFrom(text, run);
  if (plan !== undefined && !isQuestion(typed, text)) return command({ do: 'choosePlan', plan });
  const report = tabReportFromWords(typed, run);
  if (report === undefined) return { is: 'noAnswer' };
  return report === 'perhaps' ? { is: 'noAnswer', orTab: true } : command({ do: 'reportTab', ...report });
}

/** What trying again is called where it leads there. Elsewhere the same words must not send anything again. */
const onwardSaid: ReadonlyMap<string, string> = new Map(
  Object.entries(onwardWords).flatMap(([onward, word]) => (isVerb(word) ? [] : [[word, onward] as const])),
);

/** Of two verbs that share a word ("try again"), the one that belongs to the run's state comes first. */
function fittingFirst({ verbs }: Match, run: Run | undefined): readonly string[] {
  const onward = run?.state.is === 'needsAttention' ? retryLeadsTo({ ...run, state: run.state }) : undefined;
  const meant = verbs.filter((verb) => !onwardSaid.has(verb) || onwardSaid.get(verb) === onward);
  const fits = (verb: string) =>
    onwardSaid.has(verb) || (isVerb(verb) && run !== undefined && statesWith(verb).includes(run.state.is));
  return meant.sort((a, b) => Number(fits(b)) - Number(fits(a)));
}

/** Whoever asks whether to do something has not said that it is to be done. */
const changes = (ask: Ask): boolean => ask.is === 'forgetMe' || (ask.is === 'command' && !onlyLooks(ask.command.do));
