import { keyOf } from '../../../base/key-of.js';
import { withMore } from '../../../base/sharing.js';
import type { Run } from '../../../upgrade/run/run.js';
import type { Role } from '../../../upgrade/tenant/roles.js';
import type { AnsweredQuestion } from '../../cards/answers/answer.js';
import { runContextFor } from '../../notices/run-context.js';
import type { Answer, Asking } from '../conversation.js';
import type { Ask } from '../intents/ask.js';
import type { Knowledge } from '../knowledge.js';
import { sayToStranger, viewerFor } from '../say.js';
import { planLeft } from './plan-left.js';
import { readTenantAnswer } from './read-tenant-answer.js';
import { type Answered, understand } from './understand.js';
import { withModel } from './with-model.js';

type Question = Extract<Ask, { is: 'noAnswer' }>;

/** What is known of a question in general, and of the person's own tenant where it is about that and they may see it. */
export async function answerQuestion(asking: Asking, { question = '', orTab }: Question): Promise<Answer> {
  const { cards, knowledge, language, person, lastAnswered } = asking;
  const who = keyOf(person.tenantId, person.id);
  const viewer = viewerFor(asking, []);
  if (!knowledge || question === '') return sayToStranger(asking, { text: 'noAnswer' });
  const plan = await planLeft(asking);
  const ofPlan: Knowledge = { ask: (asked, spoken) => knowledge.ask(asked, spoken, plan) };
  const found = understand(ofPlan, question, language, lastAnswered.get(who));
  // What may be the tab's message is asked back for; it goes nowhere else.
  const understood = orTab
    ? found
    : await withModel(knowledge, found, { question, language, plan, names: await namesOf(asking) });
  switch (understood.is) {
    case 'unknown':
      return sayToStranger(asking, { text: orTab && !understood.elsewhere ? 'orTab' : 'noAnswer' });
    case 'which':
      if (orTab) return sayToStranger(asking, { text: 'orTab' });
      return { rendered: cards.choice(viewer, understood.known) };
    case 'answers': {
      const all = await Promise.all(understood.all.map((one) => answered(asking, one)));
      const last = understood.all.at(-1)?.known.question;
      if (last !== undefined) lastAnswered.set(who, last);
      return { rendered: cards.answer(viewer, all) };
    }
    default:
      return understood satisfies never;
  }
}

/** What the person and their organization are called. */
async function namesOf({ person, currentRun }: Asking): Promise<string[]> {
  const run = await currentRun();
  return [person.name, run?.organization.displayName ?? ''];
}

async function answered(asking: Asking, { known, asked, other }: Answered): Promise<AnsweredQuestion> {
  const { notices, person } = asking;
  const contextOf = (run: Run, roles: readonly Role[]) =>
    runContextFor(withMore(asking, { colleagues: notices.colleagues }), run, person.id, roles, 'answer');
  const topic = known.tenant;
  return { known, other, tenant: topic && (await readTenantAnswer(withMore(asking, { contextOf }), topic, asked)) };
}
