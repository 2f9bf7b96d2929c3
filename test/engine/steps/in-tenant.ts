import { pino } from 'pino';
import { Quotas } from '../../../src/engine/quota/quotas.js';
import type { Step, StepTools } from '../../../src/engine/steps/step.js';
import type { Timeline } from '../../../src/engine/timeline.js';
import type { Documents } from '../../../src/storage/documents.js';
import type { Money } from '../../../src/upgrade/order/order.js';
import type { Commerce, Directory } from '../../../src/upgrade/ports.js';
import { advance } from '../../../src/upgrade/run/advance.js';
import type { Found } from '../../../src/upgrade/run/found.js';
import type { Run } from '../../../src/upgrade/run/run.js';
import type { LicensedGroup, LicensedUser, SkuUnits, Subscription } from '../../../src/upgrade/tenant/facts.js';
import type { DirectoryRole } from '../../../src/upgrade/tenant/roles.js';
import { now, aSubscription as oldSubscription } from '../../support/runs.js';
import { noDocuments } from '../../support/tenant-model.js';
import { aSubscription, someUnits } from '../../upgrade/tenant-facts.js';

/** Carries a step in a tenant of given facts, by the engine and the domain together. */

type Facts = {
  skus?: SkuUnits[];
  subscriptions?: Subscription[];
  people?: LicensedUser[];
  groups?: LicensedGroup[];
  roles?: DirectoryRole[];
  /** What the directory does besides showing these facts, or instead. */
  directory?: Partial<Directory>;
  commerce?: Partial<Commerce>;
  documents?: Documents;
  price?: Money;
  /** When the step is taken; time passes when it is waited for. */
  at?: Date;
  stop?: AbortSignal;
  /** What somebody else makes of the run after a finding. */
  meanwhile?: (found: Found, run: Run) => Run;
};

const ofCommerce = ['prepare', 'place', 'saveParties', 'end'];
const ofDirectory = ['setLocation', 'changeLicences', 'changeGroupLicence', 'reprocessLicences'];
const writes = [...ofCommerce, ...ofDirectory];

/** `happened`: what a step told and changed, in order. */
export function inTenant(facts: Facts) {
  const { meanwhile = (_found, run) => run } = facts;
  let at = facts.at ?? now;
  const happened: string[] = [];
  const told: Found[] = [];
  const clock = { now: () => at };
  const timeline: Timeline = {
    ...clock,
    async sleepUntil(until) {
      at = until;
    },
  };

  function watched<Port extends object>(port: Port): Port {
    const calls = Object.entries(port).map(([name, call]) => {
      const isWrite = writes.includes(name);
      const noted = (...asked: unknown[]) => {
        happened.push(name);
        return call(...asked);
      };
      return [name, isWrite ? noted : call];
    });
    return Object.fromEntries(calls);
  }

  async function take(step: Step, before: Run): Promise<Run> {
    let run = before;
    const commerce = watched({ ...aCommerce, ...facts.commerce });
    const tools: StepTools = {
      world: {
        directory: watched({ ...directoryOf(facts), ...facts.directory }) as Directory,
        commerceFor: async () => commerce as Commerce,
        clock,
        partnerTenantId: undefined,
      },
      documents: facts.documents ?? noDocuments,
      timeline,
      quotas: new Quotas({ timeline, share: 1, stop: new AbortController().signal }),
      signal: facts.stop ?? new AbortController().signal,
      log: pino({ level: 'silent' }),
      priceOf: () => facts.price,
      async tell(found) {
        happened.push(found.found);
        told.push(found);
        run = meanwhile(found, advance(run, found, at));
        return run;
      },
    };
    await step(before, tools);
    return run;
  }
  return { happened, told, take };
}

const aCommerce: Partial<Commerce> = {
  form: 'partner-center',
  can: { upgrade: true, buy: true, buySeveral: true, cancel: true, changeParties: false },
  rolesOf: async () => undefined,
  terms: async () => undefined,
};

/** 25 seats of Office 365 E4 and of Office 365 E5 unless told otherwise, and the people who hold what. */
function directoryOf({ people = [], groups = [], roles = ['globalAdministrator'], ...facts }: Facts) {
  const skus = facts.skus ?? [someUnits({ assigned: 25 }), someUnits({ sku: 'ENTERPRISEPREMIUM', assigned: 0 })];
  const subscriptions = facts.subscriptions ?? [oldSubscription(), aSubscription({ sku: 'ENTERPRISEPREMIUM' })];
  const holds = (skuId: string) => (one: { licences: { skuId: string }[] }) =>
    one.licences.some((licence) => licence.skuId === skuId);
  return {
    skus: async () => skus,
    subscriptions: async () => subscriptions,
    subscription: async (_tenant, id) => subscriptions.find((one) => one.id === id),
    rolesOf: async () => roles,
    groupsWith: async (_tenant, skuId) => groups.filter(holds(skuId)),
    group: async (_tenant, id) => groups.find((one) => one.id === id),
    users: async (_tenant, ids) => people.filter(({ id }) => ids.includes(id)),
    async *holders(_tenant, skuId) {
      yield people.filter(holds(skuId));
    },
    membersInError: async (_tenant, groupId) =>
      people.filter(({ licences }) => licences.some((one) => one.assignedByGroup === groupId && one.error !== null)),
    maySetLocation: async () => true,
  } satisfies Partial<Directory>;
}
