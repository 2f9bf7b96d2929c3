import type { Language } from '../../cards/words/languages.js';
import type { Knowledge, Known } from '../knowledge.js';
import type { Understood } from './understand.js';

/** What is asked, of which plan, and what names are never sent along. */
type Asked = { question: string; language: Language; plan: string | undefined; names: readonly string[] };

/**
 * Lets a language model choose where the bot itself is unsure, and there alone: what is understood, or surely about
 * something else, is nobody's business. What the bot took for as likely stays a button away.
 */
export async function withModel({ choose }: Knowledge, found: Understood, asked: Asked): Promise<Understood> {
  const isOpen = found.is === 'which' || (found.is === 'unknown' && !found.elsewhere);
  if (!choose || !isOpen) return found;
  const { question, language, plan, names } = asked;
  const known = await choose(question, language, { plan, names });
  return known ? { is: 'answers', all: [{ known, asked: question, other: otherThan(known, found) }] } : found;
}

const otherThan = (chosen: Known, found: Understood): Known | undefined =>
  found.is === 'which' ? found.known.find(({ question }) => question !== chosen.question) : undefined;
