import type { Run } from '../../../upgrade/run/run.js';
import type { Role } from '../../../upgrade/tenant/roles.js';
import { runContextFor } from '../../notices/run-context.js';
import type { Answer, Asking } from '../conversation.js';
import { sayToStranger, viewerFor } from '../say.js';
import { readTenantAnswer } from './read-tenant-answer.js';

/** What is known of a question in general, and of the person's own tenant where it is about that and they may see it. */
export async function answerQuestion(asking: Asking, question = ''): Promise<Answer> {
  const { cards, knowledge, language } = asking;
  const known = question === '' ? [] : (knowledge?.ask(question, language) ?? []);
  if (known.length === 0) return sayToStranger(asking, { text: 'noAnswer' });
  const topic = known.length === 1 ? known[0]?.tenant : undefined;
  const { notices, person } = asking;
  const contextOf = (run: Run, roles: readonly Role[]) =>
    runContextFor({ ...asking, colleagues: notices.colleagues }, run, person.id, roles);
  const tenant = topic && (await readTenantAnswer({ ...asking, contextOf }, topic, question));
  return { rendered: cards.answer(viewerFor(asking, []), known, tenant) };
}
