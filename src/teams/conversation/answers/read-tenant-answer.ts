import type { Upgrades } from '../../../engine/upgrades.js';
import { may } from '../../../upgrade/tenant/roles.js';
import type { TenantAnswer, Topic } from '../../cards/tenant-answers/tenant-answer.js';
import type { Access } from '../../people/access.js';
import type { Asking } from '../conversation.js';
import type { Person } from '../person.js';

type Reader = Pick<Asking, 'currentRun' | 'prices'> & {
  person: Pick<Person, 'tenantId' | 'id'>;
  upgrades: Pick<Upgrades, 'look'>;
  access: Pick<Access, 'rolesForReading' | 'peopleWhoMay'>;
};

/** Reads what a question asks of the person's own tenant. Only reads: no run is opened, changed or followed. */
export async function readTenantAnswer(reader: Reader, topic: Topic, question: string): Promise<TenantAnswer> {
  const { access, upgrades, prices } = reader;
  const { tenantId, id } = reader.person;
  const roles = await access.rolesForReading(tenantId, id);
  if (roles === undefined) return { is: 'unreadable' };
  if (!may('see', roles)) return { is: 'notAllowed' };
  switch (topic) {
    case 'whoCan': {
      const [buy, assign] = await Promise.all([
        access.peopleWhoMay(tenantId, 'buy'),
        access.peopleWhoMay(tenantId, 'assign'),
      ]);
      return buy && assign ? { is: topic, buy, assign } : { is: 'unreadable' };
    }
    case 'progress':
      return { is: topic, run: await reader.currentRun() };
    default: {
      const [look, run] = await Promise.all([upgrades.look(tenantId), reader.currentRun()]);
      if (look.is !== 'looked') return { is: 'unreadable' };
      const { facts, assessment } = look;
      return { is: 'facts', topic, look: { question, facts, assessment, run, prices } };
    }
  }
}
