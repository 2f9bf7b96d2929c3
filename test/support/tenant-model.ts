import fc from 'fast-check';
import type { World } from '../../src/engine/read-facts.js';
import type { Documents } from '../../src/storage/documents.js';
import { product } from '../../src/upgrade/plans/plans.js';
import type { Commerce, Directory } from '../../src/upgrade/ports.js';
import type { LicensedGroup, LicensedUser, SkuUnits, Subscription } from '../../src/upgrade/tenant/facts.js';
import { endingOf, type Terms } from '../../src/upgrade/tenant/terms.js';
import { aSubscription } from '../upgrade/tenant-facts.js';

/**
 * A tenant in any state, with what is true of it and what Microsoft answers: everything, or everything but one list
 * that comes back short. Nobody may lose the only lasting home of a licence in it.
 */

export const oldSku = 'ENTERPRISEWITHSCAL';
export const newSku = 'SPE_E5';

/** Plans that people are moved to, with Microsoft Teams and without. */
const newPlans = [newSku, 'SPE_E3', 'Microsoft_365_E3_(no_Teams)', 'O365_w/o_Teams_Bundle_E3'];
const idOf = (sku: string): string => product(sku)?.skuId ?? sku;

type Row = { row: Subscription; terms: Terms | undefined };
type Person = { id: string; holds: string[] };
export type TenantModel = {
  /** The plan that people are moved to. */
  plan: string;
  rows: Row[];
  people: Person[];
  groups: { id: string; holds: string[] }[];
  /** What comes back short or late: nothing, the index of holders, the count, or the list of purchases. */
  /** Whether Microsoft has made the first old purchase one of the new plan, under its id. */
  isConverted: boolean;
  liar: 'none' | 'holders' | 'count' | 'oldRows' | 'newRows';
};

const status = mostly<Subscription['status']>('Enabled', 'Warning', 'Suspended', 'LockedOut', 'Deleted', 'Unknown');
const date = mostly<string | null>('2026-09-01T00:00:00Z', null, '2026-04-01T00:00:00Z', '2027-02-01T00:00:00Z');
const word = mostly('Success', 'PendingProvisioning', 'PendingInput', 'Disabled');
const terms: fc.Arbitrary<Terms | undefined> = fc.option(
  fc.record({
    autoRenew: mostly<boolean | null>(true, false, null),
    endsAt: date,
    cancellation: fc.constantFrom<Terms['cancellation'][]>(
      null,
      { is: 'anyTime' },
      { is: 'over' },
      { is: 'until', at: '2026-03-01T00:00:00Z' },
      { is: 'until', at: '2026-06-01T00:00:00Z' },
    ),
    refund: fc.constant(null),
  }),
  { nil: undefined },
);

/** Eight times of ten the first. */
function mostly<T>(usual: T, ...others: T[]): fc.Arbitrary<T> {
  return fc.oneof({ weight: 8, arbitrary: fc.constant(usual) }, { weight: 2, arbitrary: fc.constantFrom(...others) });
}

function rowOf(sku: string): fc.Arbitrary<Row> {
  const { services } = aSubscription({ sku });
  return fc
    .record({
      id: fc.uuid(),
      status,
      seats: mostly(25, 2, 3),
      isTrial: mostly(false, true),
      nextLifecycleAt: date,
      provisioning: fc.array(word, { minLength: services.length, maxLength: services.length }),
      isSetUp: mostly(true, false),
      terms,
    })
    .map(({ provisioning, isSetUp, terms: told, ...row }) => ({
      row: aSubscription({
        ...row,
        sku,
        skuId: idOf(sku),
        commerceId: `commerce-${row.id}`,
        services: services.map((one, index) => (isSetUp ? one : { ...one, provisioning: provisioning[index] ?? '' })),
      }),
      terms: told,
    }));
}

const rows = (plan: string) =>
  fc
    .tuple(
      fc.array(rowOf(oldSku), { minLength: 1, maxLength: 2 }),
      fc.array(rowOf(plan), { minLength: 0, maxLength: 2 }),
      // What else the tenant owns is nobody's home here.
      fc.array(fc.constantFrom(...newPlans.filter((other) => other !== plan)).chain(rowOf), { maxLength: 1 }),
    )
    .map((all) => all.flat());

/** Everyone has moved, or somebody has not. */
const holders = (plan: string, maxLength: number) =>
  fc.boolean().chain((areMoved) => {
    const holds: fc.Arbitrary<string[]> = areMoved
      ? fc.constant([plan])
      : mostly<string[]>([plan], [oldSku], [oldSku, plan]);
    return fc.array(fc.record({ id: fc.uuid(), holds }), { minLength: 0, maxLength });
  });

export const tenantModel: fc.Arbitrary<TenantModel> = fc.constantFrom(...newPlans).chain((plan) =>
  fc.record({
    plan: fc.constant(plan),
    rows: rows(plan),
    people: holders(plan, 5),
    groups: holders(plan, 1),
    isConverted: mostly(false, true),
    liar: mostly<TenantModel['liar']>('none', 'holders', 'count', 'oldRows', 'newRows'),
  }),
);

const isUsable = ({ status }: Subscription): boolean => status === 'Enabled' || status === 'Warning';

/** The tenant as its ports show it. `ended` takes what was ended; what is ended changes the tenant. */
export function worldOf(tenant: TenantModel, ended: Subscription[], now: () => Date): World {
  const { plan, rows, people, groups, liar } = tenant;
  const hidden = liar === 'oldRows' ? oldSku : liar === 'newRows' ? plan : undefined;
  const listed = () => rows.map(({ row }) => row).filter(({ sku }) => sku !== hidden);
  const holding = (skuId: string, one: { holds: string[] }) => one.holds.some((sku) => idOf(sku) === skuId);
  const directory: Partial<Directory> = {
    subscriptions: async () => listed(),
    subscription: async (_tenant, id) => listed().find((row) => row.id === id),
    skus: async () => [oldSku, plan].map((sku) => unitsOf(tenant, sku)),
    rolesOf: async () => ['globalAdministrator'],
    groupsWith: async (_tenant, skuId) => groups.filter((one) => holding(skuId, one)).map(asGroup),
    users: async (_tenant, ids) => people.filter(({ id }) => ids.includes(id)).map(asUser),
    async *holders(_tenant, skuId) {
      if (liar !== 'holders') yield people.filter((one) => holding(skuId, one)).map(asUser);
    },
  };
  const commerce: Partial<Commerce> = {
    rolesOf: async () => undefined,
    terms: async (_tenant, id) => rows.find(({ row }) => row.commerceId === id)?.terms,
    async end(_tenant, id) {
      const one = rows.find(({ row }) => row.commerceId === id);
      if (!one) throw new Error('no such subscription');
      ended.push(one.row);
      if (one.terms && endingOf(one.terms, now()).is === 'runsOut') one.terms.autoRenew = false;
      else one.row.status = 'Suspended';
    },
  };
  return {
    directory: directory as Directory,
    commerceFor: async () => commerce as Commerce,
    clock: { now },
    partnerTenantId: undefined,
  };
}

/** Whether somebody would have no lasting home if the old plan were gone; said once more, apart from the product. */
export function somebodyLosesHome({ plan, rows, people, groups }: TenantModel): boolean {
  if ([...people, ...groups].some(({ holds: held }) => held.includes(oldSku))) return true;
  const oldEnds = rows.flatMap(({ row }) => (row.sku === oldSku ? (row.nextLifecycleAt ?? []) : [])).sort()[0];
  const lasting = rows.filter(({ row, terms: told }) => {
    const endsFirst = told?.autoRenew !== true && (row.nextLifecycleAt ?? '9') < (oldEnds ?? '');
    return row.sku === plan && row.status === 'Enabled' && !row.isTrial && told?.autoRenew !== false && !endsFirst;
  });
  const seats = lasting.reduce((sum, { row }) => sum + row.seats, 0);
  return people.filter(({ holds: held }) => held.includes(plan)).length > seats;
}

function unitsOf({ rows, people, liar }: TenantModel, sku: string): SkuUnits {
  const own = rows.map(({ row }) => row).filter((row) => row.sku === sku);
  const seats = (wanted: Subscription['status']) =>
    own.filter(({ status: is }) => is === wanted).reduce((sum, row) => sum + row.seats, 0);
  const assigned = people.filter(({ holds: held }) => held.includes(sku)).length;
  return {
    sku,
    skuId: idOf(sku),
    status: own.some(isUsable) ? 'Enabled' : 'Suspended',
    assigned: liar === 'count' && sku === oldSku ? 0 : assigned,
    enabled: seats('Enabled'),
    warning: seats('Warning'),
    suspended: seats('Suspended'),
    services: [],
  };
}

const asUser = ({ id, holds: held }: Person): LicensedUser => ({
  id,
  displayName: id,
  userPrincipalName: `${id}@contoso.example`,
  usageLocation: 'SE',
  licences: held.map((sku) => ({
    skuId: idOf(sku),
    disabledPlans: [],
    assignedByGroup: null,
    state: 'Active',
    error: null,
  })),
});

const asGroup = ({ id, holds: held }: { id: string; holds: string[] }): LicensedGroup => ({
  id,
  displayName: id,
  licences: held.map((sku) => ({ skuId: idOf(sku), disabledPlans: [] })),
  processing: 'complete',
});

/** Documents that hold nothing, as a run without a snapshot needs them. */
export const noDocuments = {} as Documents;
