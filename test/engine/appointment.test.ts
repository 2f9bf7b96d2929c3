import { describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { appointment } from '../../src/engine/steps/appointment.js';
import type { StepTools } from '../../src/engine/steps/step.js';
import type { Found } from '../../src/upgrade/run/found.js';
import type { Run, RunState } from '../../src/upgrade/run/run.js';
import type { Role } from '../../src/upgrade/tenant/roles.js';
import { aSchedule, aSplit, at, runIn } from '../support/runs.js';
import { aSubscription, aTenant, someUnits } from '../upgrade/tenant-facts.js';

const time = '2026-03-06T21:00:00.000Z';
const minutesAfter = (minutes: number): Date => new Date(Date.parse(time) + minutes * 60_000);
type Begins = Extract<RunState, { is: 'scheduled' }>['begins'];

const waiting = (begins: Begins = 'order'): Run => ({
  ...runIn.scheduled(),
  schedule: aSchedule({ at: time, by: { id: 'megan', name: 'Megan Bowen' } }),
  state: { is: 'scheduled', since: at, begins },
});

/** Takes the step at a time; what it told, and what it read of Microsoft for it. */
async function take(run: Run, now: Date, roles: Role[] = ['globalAdministrator'], plan = 'ENTERPRISEPREMIUM') {
  const told: Found[] = [];
  const read: string[] = [];
  const facts = aTenant({
    skus: [someUnits(), someUnits({ sku: plan, assigned: 0 })],
    subscriptions: [aSubscription(), aSubscription({ id: 'new', sku: plan })],
  });
  const reads = <T>(what: string, value: T) => {
    return async () => {
      read.push(what);
      return value;
    };
  };
  const directory = {
    organization: reads('organization', facts.organization),
    skus: reads('skus', facts.skus),
    subscriptions: reads('subscriptions', facts.subscriptions),
    serviceIssues: reads('serviceIssues', []),
    rolesOf: async (_tenant: string, person: string) => {
      read.push(`roles of ${person}`);
      return roles;
    },
  };
  const clock = { now: () => now };
  const tools = {
    world: {
      directory,
      clock,
      partnerTenantId: undefined,
      commerceFor: async () => ({
        eligibility: reads('eligibility', { is: 'open' }),
        terms: async () => undefined,
        sells: async () => undefined,
        rolesOf: async () => undefined,
      }),
    },
    timeline: clock,
    log: pino({ level: 'silent' }),
    tell: async (found: Found) => {
      told.push(found);
      return run;
    },
  } as unknown as StepTools;
  await appointment(run, tools);
  return { told, read };
}

const recheckOf = ({ told: [found] }: { told: Found[] }) => (found?.found === 'time' ? found.recheck : undefined);

describe('the time that an admin chose', () => {
  it('is told of before it comes, without asking Microsoft anything', async () => {
    expect(await take(waiting(), minutesAfter(-60))).toEqual({ told: [{ found: 'soon' }], read: [] });
  });

  it('is a time to look at the tenant again, and at the roles of whoever decided it', async () => {
    const seen = await take(waiting(), minutesAfter(0));
    expect(recheckOf(seen)).toMatchObject({ roles: ['globalAdministrator'], ready: true });
    expect(seen.read).toEqual(expect.arrayContaining(['roles of megan', 'subscriptions', 'eligibility']));
  });

  it('is told with what whoever decided it holds by then, whatever begins', async () => {
    for (const begins of ['order', 'guide', 'reassign'] as const)
      expect(recheckOf(await take(waiting(begins), minutesAfter(1), ['globalReader']))?.roles).toEqual([
        'globalReader',
      ]);
  });

  it('needs the new plan to be there before people are moved, and the commerce has no say', async () => {
    const ready = await take(waiting('reassign'), minutesAfter(0));
    expect(recheckOf(ready)?.ready).toBe(true);
    expect(ready.read).not.toContain('eligibility');
    expect(recheckOf(await take(waiting('reassign'), minutesAfter(0), undefined, 'SPE_E3'))?.ready).toBe(false);
  });

  it('is no time to move people where no plan is chosen for them', async () => {
    expect(recheckOf(await take({ ...waiting('reassign'), plan: null }, minutesAfter(0)))?.ready).toBe(false);
  });

  it('needs both plans to be there where people go to two', async () => {
    const split = aSplit({ plan: 'ENTERPRISEPREMIUM', rest: 'SPE_E3' });
    for (const plan of ['ENTERPRISEPREMIUM', 'SPE_E3'])
      expect(recheckOf(await take({ ...waiting('reassign'), split }, minutesAfter(0), undefined, plan))?.ready).toBe(
        false,
      );
  });

  it('is looked at for an hour; later it is only said that it has passed', async () => {
    expect(recheckOf(await take(waiting(), minutesAfter(60)))).toBeDefined();
    expect(await take(waiting(), minutesAfter(61))).toEqual({ told: [{ found: 'time' }], read: [] });
  });

  it('is only said to have come where something else is still to be decided', async () => {
    const undecided = { ...runIn.cart(), schedule: aSchedule({ at: time }) };
    expect(await take(undecided, minutesAfter(0))).toEqual({ told: [{ found: 'time' }], read: [] });
  });
});
