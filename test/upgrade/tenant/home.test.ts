import { describe, expect, it } from '@jest/globals';
import type { Subscription } from '../../../src/upgrade/tenant/facts.js';
import { homeOf, isActive, isHome, isUnclear, type NewPlan, seatsSetUp } from '../../../src/upgrade/tenant/home.js';
import { aHome } from '../../support/findings.js';
import { aSubscription, someUnits } from '../tenant-facts.js';

const e5 = (more: Partial<Subscription> = {}) => aSubscription({ sku: 'SPE_E5', seats: 25, ...more });
const units = (more = {}) => someUnits({ sku: 'SPE_E5', assigned: 25, enabled: 25, ...more });
const plan = (rows: Subscription[], more: Partial<NewPlan> = {}): NewPlan => ({
  ...aHome(),
  rows: rows.map((row) => ({ row, terms: undefined })),
  ...more,
});
const waiting = (name: string, more = {}) =>
  e5().services.map((one) => (one.name === name ? { ...one, provisioning: 'PendingProvisioning', ...more } : one));

describe('a home for people', () => {
  it('is in seats that last and carry everyone, and nowhere else', () => {
    expect(isHome(aHome())).toBe(true);
    expect(isHome(aHome({ seats: 24 }))).toBe(false);
    expect(isHome({ ...aHome(), units: undefined })).toBe(false);
  });

  it('is no plan without a seat, even where nobody has it', () => {
    expect(isHome(aHome({ seats: 0 }, { assigned: 0, enabled: 0 }))).toBe(false);
    expect(isHome(plan([], { units: units({ assigned: 0 }) }))).toBe(false);
    expect(isHome(aHome({ seats: 1 }, { assigned: 0, enabled: 1 }))).toBe(true);
  });

  it('is not active where none of its seats last', () => {
    expect(homeOf(aHome({ isTrial: true }))).toMatchObject({ active: false, seats: 0, missing: [], pending: [] });
    expect(homeOf(aHome()).active).toBe(true);
  });

  it('is judged by the services of the product where a purchase lists none', () => {
    const unlisted = { services: [] };
    expect(homeOf(aHome(unlisted)).seats).toBe(25);
    expect(homeOf(aHome(unlisted, { services: waiting('TEAMS1') }))).toMatchObject({
      seats: 0,
      missing: [expect.stringContaining('Teams')],
    });
    expect(homeOf(aHome({ services: waiting('TEAMS1') })).seats).toBe(0);
    expect(homeOf(plan([e5(unlisted)], { units: undefined })).seats).toBe(0);
  });

  it('names what people wait for apart from what they need not wait for, each once', () => {
    const both = waiting('TEAMS1').map((one) => (one.name === 'INTUNE_A' ? { ...one, provisioning: 'Error' } : one));
    expect(homeOf(plan([e5({ id: 'one', services: both }), e5({ id: 'two', services: both })]))).toMatchObject({
      missing: [expect.stringContaining('Teams')],
      pending: [expect.stringContaining('Intune')],
    });
  });

  it('names a service that nobody knows as Microsoft does', () => {
    const unheardOf = {
      id: 'id-of-new',
      name: 'NEW_SERVICE',
      provisioning: 'PendingInput',
      appliesTo: 'User' as const,
    };
    expect(homeOf(aHome({ services: [...e5().services, unheardOf] }))).toMatchObject({
      seats: 25,
      pending: ['NEW_SERVICE'],
    });
  });

  it('does not name what is set up for the company as a whole', () => {
    const { missing, pending } = homeOf(aHome({ services: waiting('INTUNE_A', { appliesTo: 'Company' }) }));
    expect([missing, pending]).toEqual([[], []]);
  });
});

describe('seats that work now', () => {
  it('are those that can be used and are set up, whether they last or not', () => {
    const rows = [
      e5({ id: 'paid', seats: 1 }),
      e5({ id: 'tried', seats: 2, isTrial: true }),
      e5({ id: 'grace', seats: 4, status: 'Warning' }),
      e5({ id: 'off', seats: 8, status: 'Suspended' }),
      e5({ id: 'waits', seats: 16, services: waiting('TEAMS1') }),
      e5({ id: 'untold', seats: 32, services: [] }),
    ];
    expect(seatsSetUp(plan(rows))).toBe(39);
    expect(seatsSetUp(plan(rows, { units: units({ services: waiting('TEAMS1') }) }))).toBe(7);
    expect(seatsSetUp(plan(rows, { units: undefined }))).toBe(7);
  });
});

describe('what Graph says of a plan', () => {
  it.each<[string, NewPlan, boolean]>([
    ['as many are counted as are listed', aHome(), false],
    ['fewer are counted, since some wait for their term', aHome({}, { enabled: 20 }), false],
    ['more are counted than are listed', aHome({}, { enabled: 26 }), true],
    ['more are counted with those in grace', aHome({}, { enabled: 20, warning: 6 }), true],
    ['what is listed cannot be used', aHome({ status: 'Suspended' }), true],
    ['what is listed is in grace', aHome({ status: 'Warning' }), false],
    ['it is listed and not counted', { ...aHome(), units: undefined }, true],
    ['it is neither', plan([], { units: undefined }), false],
  ])('is unclear or not where %s', (_, what, unclear) => {
    expect(isUnclear(what)).toBe(unclear);
  });

  it.each([
    ['Enabled', true],
    ['Warning', true],
    ['Suspended', false],
    ['LockedOut', false],
    ['Deleted', false],
    ['Unknown', false],
  ] as const)('lets its licences work by the status %s: %s', (status, works) => {
    expect(isActive(units({ status }))).toBe(works);
  });

  it('lets none work of what it does not name', () => {
    expect(isActive(undefined)).toBe(false);
  });
});
