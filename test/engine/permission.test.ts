import { describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { permission } from '../../src/engine/steps/permission.js';
import type { StepTools } from '../../src/engine/steps/step.js';
import { PortError, type Problem } from '../../src/upgrade/ports.js';
import type { Found } from '../../src/upgrade/run/found.js';
import type { Resume } from '../../src/upgrade/run/resume.js';
import type { Run } from '../../src/upgrade/run/run.js';
import { sourceOf } from '../../src/upgrade/run/source-of.js';
import { idOf, person } from '../support/licensed-person.js';
import { anOrder, at, runIn } from '../support/runs.js';
import { someUnits } from '../upgrade/tenant-facts.js';

const plan = 'ENTERPRISEPREMIUM';
const denied: Problem = { is: 'denied', needs: undefined };
type Call = 'skus' | 'subscriptions' | 'holders' | 'groupsWith' | 'changeLicences' | 'find' | 'eligibility';

/** A run that waits for a permission in a state of its own, and goes on in that state. */
function waiting(is: Resume['is'], more: Partial<Run> = {}, resume: Partial<Resume> = {}): Run {
  const before = runIn[is]();
  const state = { ...before.state, ...resume } as Resume;
  const trouble = { is: 'denied', needs: null } as const;
  return { ...before, ...more, state: { is: 'needsAttention', since: at, nextAt: at, trouble, resume: state } };
}

/** Takes the step with these calls failing; what it told, and what it called. */
async function take(
  run: Run,
  failing: Partial<Record<Call, Problem>> = {},
  { holds = sourceOf(run).skuId, isListed = true } = {},
) {
  const told: Found[] = [];
  const called: Call[] = [];
  const changes: unknown[] = [];
  const call = (what: Call) => {
    called.push(what);
    const problem = failing[what];
    if (problem) throw new PortError(problem, what);
  };
  const answers = <T>(what: Call, value: T) => {
    return async () => {
      call(what);
      return value;
    };
  };
  const directory = {
    skus: answers('skus', isListed ? [someUnits(), someUnits({ sku: plan })] : [someUnits()]),
    subscriptions: answers('subscriptions', []),
    groupsWith: answers('groupsWith', []),
    changeLicences: async (...what: unknown[]) => {
      changes.push(what);
      return answers('changeLicences', [{ is: 'done' }])();
    },
    async *holders(_tenant: string, skuId: string) {
      call('holders');
      yield skuId === holds ? [person()] : [];
    },
  };
  const commerce = {
    find: answers('find', { is: 'notFound' }),
    eligibility: answers('eligibility', { is: 'unknown' }),
  };
  const tools = {
    world: { directory, commerceFor: async () => commerce },
    log: pino({ level: 'silent' }),
    tell: async (found: Found) => {
      told.push(found);
      return run;
    },
  } as unknown as StepTools;
  await permission(run, tools);
  return { told, called, changes };
}
const isGranted = async (...what: Parameters<typeof take>) => {
  const [found] = (await take(...what)).told;
  return found?.found === 'permission' && found.granted;
};

const working: Resume['is'][] = [
  'preparing',
  'ordering',
  'creditCheck',
  'transition',
  'restoring',
  'reassigning',
  'undoing',
  'cancelling',
  'manualVerify',
];

describe('a permission that was missing', () => {
  it.each(working)('is back when everything can be read and changed: %s', async (is) => {
    expect(await isGranted(waiting(is))).toBe(true);
  });

  it.each<[Resume['is'], Call]>([
    ...working.flatMap((is) =>
      (['skus', 'subscriptions', 'holders', 'changeLicences'] as const).map((call): [Resume['is'], Call] => [is, call]),
    ),
    ['preparing', 'groupsWith'],
    ['restoring', 'groupsWith'],
    ['reassigning', 'groupsWith'],
    ['undoing', 'groupsWith'],
    ['cancelling', 'groupsWith'],
    ['transition', 'groupsWith'],
    ['ordering', 'find'],
    ['creditCheck', 'find'],
    ['transition', 'find'],
    ['cancelling', 'find'],
  ])('is still missing while %s would be denied %s', async (is, call) => {
    expect(await isGranted(waiting(is), { [call]: denied })).toBe(false);
  });

  it.each<Resume['is']>(['creditCheck', 'adminTask'])(
    'is looked for at groups too while people wait to be moved by Microsoft: %s',
    async (is) => {
      expect(await isGranted(waiting(is, { path: 'automatic' }), { groupsWith: denied })).toBe(false);
      expect(await isGranted(waiting(is, { path: 'manual' }), { groupsWith: denied })).toBe(true);
    },
  );

  it.each<[string, Run]>([
    ['an order that has not left', waiting('ordering', { order: anOrder({ kind: 'purchase' }) }, { sent: false })],
    ['a subscription to cancel that was not bought here', waiting('cancelling', { order: null })],
  ])('is looked for at the old subscription, for %s', async (_what, run) => {
    expect(await isGranted(run, { eligibility: denied })).toBe(false);
  });

  it('is tried on somebody who was moved, once nobody has the old plan', async () => {
    expect(await isGranted(waiting('restoring'), { changeLicences: denied }, { holds: idOf(plan) })).toBe(false);
    expect(await isGranted(waiting('restoring'), {}, { holds: idOf(plan) })).toBe(true);
    expect(await isGranted(waiting('restoring'), {}, { holds: 'another' })).toBe(true);
  });

  it('is tried by a change of nothing, on one person', async () => {
    const { changes } = await take(waiting('reassigning'));
    expect(changes).toEqual([['contoso', [{ userId: person().id, add: [], remove: [] }]]]);
  });

  it('is tried on whoever has the old plan where the tenant has nothing of the new one yet', async () => {
    expect(await isGranted(waiting('preparing'), { changeLicences: denied }, { isListed: false })).toBe(false);
  });

  it.each<[Resume['is'], Call[]]>([
    ['ordering', ['groupsWith', 'eligibility']],
    ['transition', ['eligibility']],
    ['reassigning', ['find', 'eligibility']],
    ['manualVerify', ['groupsWith', 'find', 'eligibility']],
    ['adminTask', ['find', 'eligibility']],
  ])('is not looked for where the run does not need it: %s', async (is, not) => {
    const { called } = await take(waiting(is));
    for (const call of not) expect(called).not.toContain(call);
  });

  it.each<[Resume['is'], Call]>([
    ['reassigning', 'groupsWith'],
    ['creditCheck', 'find'],
  ])('stays open for %s where Microsoft does not answer %s', async (is, call) => {
    await expect(take(waiting(is), { [call]: { is: 'unreachable' } })).rejects.toMatchObject({
      problem: { is: 'unreachable' },
    });
  });
});
