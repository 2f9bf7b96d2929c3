import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { namedScenarios } from '../../src/sandbox/scenarios.js';
import { type Json, type OpenSandbox, openSandbox, people, tenantId } from './support.js';

describe('the controls of the sandbox', () => {
  let sandbox: OpenSandbox;
  beforeEach(async () => {
    sandbox = await openSandbox();
  });
  afterEach(() => sandbox.close());

  it('list the scenarios with a line in both languages', async () => {
    const { scenarios } = (await sandbox.call('/_sandbox/scenarios')).body;
    expect(scenarios.map(({ name }: Json) => name)).toEqual(Object.keys(namedScenarios));
    expect(scenarios[0]).toMatchObject({ line: { en: expect.any(String), sv: expect.any(String) }, users: 25 });
  });

  it.each(Object.entries(namedScenarios))('put %s into place with the people it has', async (name, { scenario }) => {
    const { status, body } = await sandbox.put(name);
    expect([status, body.users.total]).toEqual([200, scenario.users]);
    expect(body.users.holding[(scenario.source as string | undefined) ?? 'ENTERPRISEWITHSCAL']).toBe(scenario.users);
    expect(body.scenario).toMatchObject({ name, displayName: scenario.displayName });
    expect(await sandbox.report()).toEqual(body);
  });

  it.each([['contoso'], [{ scenario: 'contoso' }], [{ name: 'contoso' }]])('understand %j', async (asked) => {
    expect((await sandbox.put(asked)).body.scenario.displayName).toBe('Contoso');
  });

  it('make the same tenant of the same scenario and seed, and another of another seed', async () => {
    const ids = async (seed: number) => {
      await sandbox.put({ users: 5, seed });
      return (await people(sandbox)).map(({ id }) => id);
    };
    const first = await ids(1);
    expect(await ids(1)).toEqual(first);
    expect(await ids(2)).not.toEqual(first);
  });

  it.each([
    ['an unknown name', 'nowhere', 'nowhere'],
    ['an unknown key', { users: 3, colour: 'red' }, 'colour'],
    ['a wrong type', { users: 'many' }, 'users'],
    ['an unknown product', { source: 'E99' }, 'source'],
    ['an unknown blocker', { blockers: ['RAIN'] }, 'blockers'],
    ['a number', 5, 'scenario'],
  ])('refuse %s, saying which', async (_, asked, word) => {
    const { status, body } = await sandbox.put(asked);
    expect([status, body.error.message]).toEqual([400, expect.stringContaining(word)]);
  });

  it('fill in what a scenario leaves out', async () => {
    const { body } = await sandbox.put({});
    expect(body.scenario).toMatchObject({ users: 25, country: 'US', currency: 'USD', provisioningDelay: 'PT5M' });
    expect(body.subscriptions).toMatchObject([{ sku: 'ENTERPRISEWITHSCAL', seats: 25, consumed: 25 }]);
  });

  it('change a living tenant', async () => {
    await sandbox.put({ users: 4, withoutUsageLocation: 2, seats: 3, blockers: ['UNPAID_BALANCE'] });
    const [one] = await people(sandbox);
    const { status, body } = await sandbox.patch({
      blockers: [],
      seats: 9,
      users: [{ id: one.id, usageLocation: null }],
      creditCheck: 'approve',
    });
    expect([status, body.blockers, body.subscriptions[0].seats]).toEqual([200, [], 9]);
    expect((await people(sandbox)).filter(({ usageLocation }) => usageLocation === null)).toHaveLength(3);
    await sandbox.patch({ restoreUsageLocations: true });
    expect((await people(sandbox)).filter(({ usageLocation }) => usageLocation === null)).toHaveLength(0);
    expect((await sandbox.patch({ weather: 1 })).status).toBe(400);
  });

  it('say 404 of a tenant that nobody put, until an API is asked about it', async () => {
    expect((await sandbox.call(`/_sandbox/tenants/${tenantId}`)).status).toBe(404);
    expect((await sandbox.graph('/organization')).body.value[0].displayName).toBe('Contoso');
    expect((await sandbox.report()).users.total).toBe(25);
  });

  it.each(['PT48H', 'P1D', 'P2W', 'PT1M30S', 'PT90S'])('move the clock by %s', async (duration) => {
    const ms = { PT48H: 172_800_000, P1D: 86_400_000, P2W: 1_209_600_000 }[duration] ?? 90_000;
    const before = Date.parse((await sandbox.call('/_sandbox/clock')).body.now);
    const moved = await sandbox.advance(duration);
    expect(Date.parse(moved.body.now) - before).toBe(ms);
    expect(moved.headers.get('x-sandbox-now')).toBe(moved.body.now);
  });

  it.each(['-PT1H', 'PT', 'P', '48h', 'PT1.5H', ''])('do not move the clock by %j', async (duration) => {
    expect((await sandbox.advance(duration)).status).toBe(400);
  });

  it('tell what is on and off, and for whom', async () => {
    await sandbox.put('contoso');
    const off = (await people(sandbox)).filter(({ disabledPlans }) => 'ENTERPRISEWITHSCAL' in disabledPlans);
    const plans = off.flatMap(({ disabledPlans }) => disabledPlans.ENTERPRISEWITHSCAL);
    expect(plans.filter((plan: string) => plan === 'SHAREPOINTENTERPRISE')).toHaveLength(4);
    expect(plans.filter((plan: string) => plan === 'YAMMER_ENTERPRISE')).toHaveLength(3);
  });
});
