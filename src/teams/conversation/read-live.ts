import type { Upgrades } from '../../engine/upgrades.js';
import type { PriceList } from '../../upgrade/order/price-list.js';
import { may } from '../../upgrade/tenant/roles.js';
import type { TenantAnswer, Topic } from '../cards/tenant-answers/tenant-answer.js';
import type { Access } from '../people/access.js';
import type { Person } from './person.js';

type Sources = {
  upgrades: Pick<Upgrades, 'look' | 'current'>;
  access: Pick<Access, 'rolesForReading' | 'peopleWhoMay'>;
  prices: PriceList | undefined;
};

/** Reads what a question asks of the person's own tenant. Only reads: no run is opened, changed or followed. */
export type ReadLive = (
  person: Pick<Person, 'tenantId' | 'id'>,
  topic: Topic,
  question: string,
) => Promise<TenantAnswer>;

export function createReadLive({ upgrades, access, prices }: Sources): ReadLive {
  return async ({ tenantId, id }, topic, question) => {
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
        return { is: topic, run: await upgrades.current(tenantId) };
      default: {
        const [look, run] = await Promise.all([upgrades.look(tenantId), upgrades.current(tenantId)]);
        if (look.is !== 'looked') return { is: 'unreadable' };
        const { facts, assessment } = look;
        return { is: 'facts', topic, look: { question, facts, assessment, run, prices } };
      }
    }
  };
}
