import { type Entry, inLanguage, type Language } from './entry.js';

/**
 * The plan that is left, in the texts. They were written of Office 365 E4, and say so where no other plan is known; where
 * one is, what holds for any plan is told of that one. What is so of E4 alone names it outright, and goes on naming it.
 */

/** Stands for the plan that is left; "Office 365" before it belongs to E4's name. */
const placeholder = '{source}';
const named = /(?:Office 365 )?\{source\}/g;
const article = /\b(an) (?=\{source\})/gi;
const usual = 'E4';

/** A text as it is of E4. */
export const ofUsual = (text: string): string => text.replaceAll(placeholder, usual);

/**
 * What an entry says of the plan that is left.
 * @param plan its name; undefined: E4
 */
export function toldOf({ question, answer, written }: Entry, language: Language, plan: string | undefined) {
  if (plan === undefined) return { question: inLanguage(question, language), answer: inLanguage(answer, language) };
  const of = (text: string) => withArticle(text, language, plan).replace(named, plan);
  return { question: of(inLanguage(written.question, language)), answer: of(inLanguage(written.answer, language)) };
}

/** A question about the plan as one about E4, which is what the entries are asked of. */
export function askedOf(question: string, plan: string | undefined): string {
  if (plan === undefined) return question;
  const at = question.toLowerCase().indexOf(plan.toLowerCase());
  return at < 0 ? question : question.slice(0, at) + usual + question.slice(at + plan.length);
}

/** English says "an E4 license", and "a Microsoft 365 E3 license". */
function withArticle(text: string, language: Language, plan: string): string {
  return language === 'en' && !/^[aeiou]/i.test(plan) ? text.replace(article, (an) => `${an[0]} `) : text;
}
