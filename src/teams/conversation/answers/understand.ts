import type { Language } from '../../cards/words/languages.js';
import { beginsAsQuestion } from '../intents/question.js';
import type { Knowledge, Known } from '../knowledge.js';
import {
  comparesPlans,
  followsUp,
  joinedQuestions,
  namesAnAmount,
  questionsIn,
  subjectOf,
  withoutTies,
} from './questions-in.js';

/** A question that was understood. `asked`: what is read for the plan and the number it names. */
export type Answered = {
  known: Known;
  asked: string;
  /** What may have been meant instead. */
  other?: Known | undefined;
};

/** What a question is taken for. */
export type Understood =
  /** Each is answered. */
  | { is: 'answers'; all: readonly Answered[] }
  /** Either may be meant. */
  | { is: 'which'; known: readonly Known[] }
  | { is: 'unknown'; elsewhere: boolean };

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
  const { answer } = askerOf(knowledge, language);
  const asked = questionsIn(text);
  const each = asked.length > 1 ? asked.flatMap((one) => answer(one) ?? []) : [];
  if (each.length > 1) return { is: 'answers', all: withoutRepeats(each) };
  const goesOn = before !== undefined && followsUp(text) ? onFrom(knowledge, text, language, before) : undefined;
  if (goesOn) return { is: 'answers', all: [goesOn] };
  const two = twoIn(knowledge, text, language);
  if (two) return { is: 'answers', all: two };
  const whole = knowledge.ask(text, language);
  switch (whole.is) {
    case 'sure':
    case 'likely':
      return { is: 'answers', all: [{ ...whole, asked: text }] };
    case 'which':
    case 'unknown':
      break;
    default:
      return whole satisfies never;
  }
  // What stands around a question can hide it.
  const alone = asked.slice(-1).flatMap((one) => answer(one) ?? []);
  return alone.length > 0 ? { is: 'answers', all: alone } : whole;
}

function askerOf(knowledge: Knowledge, language: Language) {
  return {
    /** Undefined where it had to be asked back. */
    answer(asked: string): Answered | undefined {
      const found = knowledge.ask(asked, language);
      if (found.is === 'sure') return { known: found.known, asked };
      return found.is === 'likely' ? { known: found.known, asked, other: found.other } : undefined;
    },
    sure(asked: string): Known | undefined {
      const found = knowledge.ask(asked, language);
      return found.is === 'sure' ? found.known : undefined;
    },
  };
}

/** Two questions that are joined by "and": each is known with no doubt, or the second is put as a question of its own. */
function twoIn(knowledge: Knowledge, text: string, language: Language): Answered[] | undefined {
  const parts = joinedQuestions(text);
  if (!parts) return undefined;
  const { answer, sure } = askerOf(knowledge, language);
  const isTwo = beginsAsQuestion(parts[1]);
  const known = parts.map((part) => (isTwo ? answer(part)?.known : sure(part)));
  const [first, second] = known;
  if (!first || !second || first.question === second.question) return undefined;
  return [first, second].map((one) => ({ known: one, asked: text }));
}

/** Of what a plan can be another one for: the same is told of both, where it was asked of one. */
const ofPlans: readonly Known['tenant'][] = ['price', 'losses', 'gains'];

/** On the subject of the question before: another question about it, or the same with another plan or number. */
function onFrom(knowledge: Knowledge, text: string, language: Language, before: string): Answered | undefined {
  const more = withoutTies(text);
  const isSameAnew = /\d/.test(more);
  const nearest = (question: string): Known[] => {
    const found = knowledge.ask(question, language);
    if (found.is === 'sure' || found.is === 'likely') return [found.known];
    return found.is === 'which' ? [...found.known] : [];
  };
  const [same] = nearest(before);
  const asBefore = same && { known: same, asked: text };
  if (comparesPlans(text)) return ofPlans.includes(same?.tenant) ? asBefore : undefined;
  if (namesAnAmount(text)) return asBefore;
  // What nobody would know by itself does not become a question by what was asked before it.
  if (!isSameAnew && nearest(more).length === 0) return undefined;
  for (const subject of isSameAnew ? [before] : [subjectOf(before), before]) {
    const near = nearest(`${more} ${subject}`);
    const fitting = isSameAnew ? near : near.filter(({ question }) => question !== before);
    const [known] = fitting;
    if (known && fitting.length === 1) return { known, asked: text };
  }
  return undefined;
}

const withoutRepeats = (all: readonly Answered[]): Answered[] =>
  all.filter(({ known }, at) => all.findIndex((one) => one.known.question === known.question) === at);
