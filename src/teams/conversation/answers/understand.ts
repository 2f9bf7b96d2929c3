import type { Language } from '../../cards/words/languages.js';
import type { Knowledge, Known } from '../knowledge.js';
import { followsUp, joinedQuestions, questionsIn, subjectOf, withoutTies } from './questions-in.js';

/** What a question is taken for. */
export type Understood =
  /** Each is answered; `asked`: what is read for the plan and the number it names. */
  | { is: 'answers'; all: readonly { known: Known; asked: string }[] }
  /** Either may be meant. */
  | { is: 'which'; known: readonly Known[] }
  | { is: 'unknown' };

/**
 * Finds the answers to what somebody asked: to two questions where there are two, and on the subject of the question
 * before where it goes on from that.
 * @param before the question that was answered last, as it is usually asked
 */
export function understand(
  knowledge: Knowledge,
  text: string,
  language: Language,
  before: string | undefined,
): Understood {
  const sure = (question: string): Known | undefined => {
    const known = knowledge.ask(question, language);
    return known.length === 1 ? known[0] : undefined;
  };
  const each = questionsIn(text);
  if (each.length > 1) {
    const all = each.flatMap((asked) => answerTo(sure, asked));
    if (all.length > 1) return { is: 'answers', all: withoutRepeats(all) };
  }
  const goesOn = before !== undefined && followsUp(text) ? onFrom(knowledge, text, language, before) : undefined;
  if (goesOn) return { is: 'answers', all: [goesOn] };
  const two = joinedQuestions(text)?.map((part) => sure(part));
  const whole = knowledge.ask(text, language);
  if (two?.every((one) => one !== undefined) && new Set(two.map((one) => one?.question)).size > 1)
    return { is: 'answers', all: two.flatMap((known) => (known ? [{ known, asked: text }] : [])) };
  if (whole.length === 0) return { is: 'unknown' };
  const [only] = whole;
  return whole.length === 1 && only
    ? { is: 'answers', all: [{ known: only, asked: text }] }
    : { is: 'which', known: whole };
}

type Sure = (question: string) => Known | undefined;
type Answered = { known: Known; asked: string };

function answerTo(sure: Sure, asked: string): Answered[] {
  const known = sure(asked);
  return known ? [{ known, asked }] : [];
}

/** On the subject of the question before: another question about it, or the same with another plan or number. */
function onFrom(knowledge: Knowledge, text: string, language: Language, before: string): Answered | undefined {
  const more = withoutTies(text);
  const isSameAnew = /\d/.test(more);
  // What nobody would know by itself does not become a question by what was asked before it.
  if (!isSameAnew && knowledge.ask(more, language).length === 0) return undefined;
  for (const subject of isSameAnew ? [before] : [subjectOf(before), before]) {
    const near = knowledge.ask(`${more} ${subject}`, language);
    const fitting = isSameAnew ? near : near.filter(({ question }) => question !== before);
    const [known] = fitting;
    if (known && fitting.length === 1) return { known, asked: text };
  }
  return undefined;
}

const withoutRepeats = (all: readonly Answered[]): Answered[] =>
  all.filter(({ known }, at) => all.findIndex((one) => one.known.question === known.question) === at);
