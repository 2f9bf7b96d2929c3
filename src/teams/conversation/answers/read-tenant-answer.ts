import type { Upgrades } from '../../../engine/upgrades.js';
import type { Run } from '../../../upgrade/run/run.js';
import type { Role } from '../../../upgrade/tenant/roles.js';
import { may } from '../../../upgrade/tenant/roles.js';
import type { RunContext } from '../../cards/run-context.js';
import { isRunTopic, type RunTopic, type TenantAnswer, type Topic } from '../../cards/tenant-answers/tenant-answer.js';
import type { Access } from '../../people/access.js';
import type { Asking } from '../conversation.js';
import type { Person } from '../person.js';

type Reader = Pick<Asking, 'currentRun' | 'prices'> & {
  person: Pick<Person, 'tenantId' | 'id'>;
  upgrades: Pick<Upgrades, 'look'>;
  access: Pick<Access, 'rolesForReading' | 'peopleWhoMay'>;
  /** What a run's card says to the person beside the run. */
  contextOf: (run: Run, roles: readonly Role[]) => Promise<RunContext>;
};

/**
 * Reads what a question asks of the person's own tenant. Only reads: no run is opened, changed or followed.
 * @returns undefined when there is nothing of its own to tell
 */
export async function readTenantAnswer(
  reader: Reader,
  topic: Topic,
  question: string,
): Promise<TenantAnswer | undefined> {
  const { access, upgrades, prices } = reader;
  const { tenantId, id } = reader.person;
  const roles = await access.rolesForReading(tenantId, id);
  if (roles === undefined) return { is: 'unreadable' };
  if (!may('see', roles)) return { is: 'notAllowed' };
  if (isRunTopic(topic)) return readRunAnswer(reader, topic, roles);
  switch (topic) {
    case 'whoCan': {
      const [buy, assign] = await Promise.all([
        access.peopleWhoMay(tenantId, 'buy'),
        access.peopleWhoMay(tenantId, 'assign'),
      ]);
      return buy && assign ? { is: topic, buy, assign } : { is: 'unreadable' };
    }
    default: {
      const [look, run] = await Promise.all([upgrades.look(tenantId), reader.currentRun()]);
      if (look.is !== 'looked') return { is: 'unreadable' };
      const { facts, assessment } = look;
      return { is: 'facts', topic, look: { question, facts, assessment, run, prices } };
    }
  }
}

/** What is told of the run, as its card tells it to the person. Where there is none, how far it is can be told alone. */
async function readRunAnswer(
  reader: Reader,
  topic: RunTopic,
  roles: readonly Role[],
): Promise<TenantAnswer | undefined> {
  const run = await reader.currentRun();
  if (!run) return topic === 'progress' ? { is: 'noRun' } : undefined;
  return { is: 'run', topic, run, context: await reader.contextOf(run, roles) };
}
