import { asksSomething } from '../intents/question.js';
import { anyOfTexts, saidFor } from '../intents/said.js';

/** The questions in what somebody wrote, most of one. Its words stand in `said` of the locale files. */

const most = 2;
const fewestWords = 2;

/** Any of the texts said for some meanings, as a part of a pattern. */
const any = (...meanings: string[]): string => `(?:${anyOfTexts(meanings.flatMap(saidFor))})`;

const joined = new RegExp(`\\s*(?:,|;)?\\s+${any('andAlso')}\\s+(?=\\S+\\s+\\S)`, 'iu');

const sentence = /[^?\n.;]+(?:[.;](?!\s)[^?\n.;]*)*[?\n.;]*/g;

/** The sentences of it that ask something, without the marks they end with; the last two of more. */
export function questionsIn(text: string): string[] {
  const sentences = (text.match(sentence) ?? []).map((one) => one.trim());
  return sentences
    .filter((one) => one.split(/\s+/).length >= fewestWords && asksSomething(one))
    .map((one) => one.replace(/[?.;\s]+$/, ''))
    .slice(-most);
}

/** Two that are joined by "and", which may as well be one; undefined where there is no such word. */
export function joinedQuestions(text: string): [string, string] | undefined {
  const match = joined.exec(text);
  if (!match || match.index === 0) return undefined;
  return [text.slice(0, match.index), text.slice(match.index + match[0].length)];
}

const goesOn = new RegExp(`^${any('goesOn')}(?=\\s|$)`, 'iu');
const ties = new RegExp(`(?<=^|\\s)${any('refersBack')}(?=\\s|[,?.]|$)`, 'giu');
const refersBack = new RegExp(`(?<=^|\\s)${any('refersBack', 'insteadAlone')}\\s*$`, 'iu');
const instead = new RegExp(`(?<=^|\\s)${any('insteadOf')}(?=\\s)`, 'iu');
const plan = /\be[35]\b/gi;
const anAmount = /^(?:\p{L}+\s+)?\d[\d\s.,]*(?:\s\p{L}+)?\s*[?.]?$/u;

/** Whether it goes on from what was asked before: "and how long does that take", "för 200 personer då". */
export function followsUp(text: string): boolean {
  return goesOn.test(text) || refersBack.test(text) || comparesPlans(text) || namesAnAmount(text);
}

/** Whether it is a number and hardly more: "for 200 people". The same is asked anew with it. */
export function namesAnAmount(text: string): boolean {
  return anAmount.test(withoutTies(text));
}

/** Whether it sets one plan in the place of another: "E3 instead of E5". */
export function comparesPlans(text: string): boolean {
  return instead.test(text) && new Set(text.toLowerCase().match(plan)).size > 1;
}

/** The same without the words that only tie it to what was asked before. */
export function withoutTies(text: string): string {
  return text.replace(goesOn, '').replace(ties, ' ').replace(/\s+/g, ' ').trim();
}

const asking = new RegExp(`(?<=^|\\s)${any('questionWord', 'asking')}(?=\\s|[?.]|$)`, 'giu');

/** What a question is about, without the words that ask. */
export function subjectOf(question: string): string {
  return question.replace(asking, ' ').replace(/[?.]/g, ' ').replace(/\s+/g, ' ').trim();
}
