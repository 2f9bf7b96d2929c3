import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import type { World } from '../../src/engine/read-facts.js';
import { KeptReports } from '../../src/engine/report/kept-reports.js';
import { createRunStore } from '../../src/engine/run-store.js';
import { createTimeline } from '../../src/engine/timeline.js';
import { createUpgrades } from '../../src/engine/upgrades.js';
import { canByApi } from '../../src/upgrade/order/commerce-forms.js';
import type { PriceList } from '../../src/upgrade/order/price-list.js';
import type { Commerce, Directory } from '../../src/upgrade/ports.js';
import type { LicensedUser, SkuUnits, Subscription } from '../../src/upgrade/tenant/facts.js';
import { inMemory } from '../storage/in-memory.js';
import { idOf, licence } from '../support/licensed-person.js';
import { now } from '../support/runs.js';
import { aSubscription, someUnits } from '../upgrade/tenant-facts.js';

/** The upgrades of one tenant over what a test says Microsoft answers, which it may change as it goes. */

export const alex = { actor: { id: 'alex', name: 'Alex Wilber' }, roles: ['globalAdministrator'] } as const;

/** A person who holds these plans, directly. */
export function holder(id: string, ...skus: string[]): LicensedUser {
  const licences = skus.map((sku) => licence(idOf(sku)));
  return { id, displayName: id, userPrincipalName: `${id}@contoso.example`, usageLocation: 'SE', licences };
}

type Owns = { assigned?: number; free?: number; subscription?: Partial<Subscription> };

export function upgradesOf({ priceList }: { priceList?: PriceList } = {}) {
  const documents = inMemory();
  const runs = createRunStore(documents);
  const lines: Record<string, unknown>[] = [];
  const log = pino({ level: 'info' }, { write: (line: string) => void lines.push(JSON.parse(line)) });
  /** What Microsoft tells, and the names of what it was asked. */
  const tells = {
    country: 'SE' as string | null,
    skus: [] as SkuUnits[],
    subscriptions: [] as Subscription[],
    people: [] as LicensedUser[],
    form: 'partner-center' as Commerce['form'],
    commerce: {} as Partial<Commerce>,
    directory: {} as Partial<Directory>,
  };
  const asked: string[] = [];
  const holding = (skuId: string) => tells.people.filter(({ licences }) => licences.some((one) => one.skuId === skuId));
  const directory: Partial<Directory> = {
    organization: async () => ({ displayName: 'Contoso', country: tells.country }),
    skus: async () => tells.skus,
    subscriptions: async () => tells.subscriptions,
    serviceIssues: async () => [],
    groupsWith: async () => [],
    mailboxes: async () => ({ asOf: '2026-03-01', concealed: false, mailboxes: [] }),
    async *holders(_tenant, skuId) {
      yield holding(skuId);
    },
    users: async (_tenant, ids) =>
      tells.people.filter(({ id, userPrincipalName }) => ids.includes(id) || ids.includes(userPrincipalName)),
  };
  const commerce: Partial<Commerce> = {
    eligibility: async () => ({ is: 'unknown' }),
    sells: async () => undefined,
    payers: async () => undefined,
    offer: async () => undefined,
  };
  /** A port that writes down what it is asked for; what the test gives goes first. */
  const heard = <T extends object>(name: string, usual: T, own: () => T): T =>
    new Proxy(usual, {
      get(_, what) {
        const answer =
          (own() as Record<string | symbol, unknown>)[what] ?? (usual as Record<string | symbol, unknown>)[what];
        if (typeof answer !== 'function') return answer;
        return (...given: unknown[]) => {
          asked.push(`${name}.${String(what)}`);
          return answer(...given);
        };
      },
    });
  const ports = {
    directory: heard('directory', directory, () => tells.directory),
    commerce: heard('commerce', commerce, () => ({ form: tells.form, can: canByApi[tells.form], ...tells.commerce })),
  };
  const world = {
    clock: { now: () => now },
    directory: ports.directory,
    commerceFor: async () => ports.commerce,
    partnerTenantId: undefined,
    priceList,
  } as unknown as World;
  const timeline = createTimeline(world.clock);
  const reports = new KeptReports({ directory: world.directory, documents, timeline, newId: randomUUID, log });
  const upgrades = createUpgrades({
    world,
    runs,
    reports,
    documents,
    priceList,
    limits: { confirmAbove: 10_000, approvalAbove: undefined },
    newGuid: randomUUID,
    nudge: ({ id }) => void nudged.push(id),
    patienceMs: 5_000,
    log,
  });
  const nudged: string[] = [];
  return {
    upgrades,
    runs,
    tells,
    asked,
    nudged,
    lines,
    /** The tenant has a purchase of a plan with so many who hold it. */
    owns(sku: string, { assigned = 20, free = 5, subscription = {} }: Owns = {}): void {
      tells.skus.push(someUnits({ sku, assigned, enabled: assigned + free }));
      tells.subscriptions.push(aSubscription({ sku, seats: assigned + free, ...subscription }));
    },
    end: () => reports.close(),
  };
}
export type UpgradesOf = ReturnType<typeof upgradesOf>;
