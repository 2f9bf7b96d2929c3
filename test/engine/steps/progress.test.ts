import { describe, expect, it } from '@jest/globals';
import { Tally } from '../../../src/engine/people/tally.js';
import { areLast, createGate, createProgress } from '../../../src/engine/steps/progress.js';
import type { StepTools } from '../../../src/engine/steps/step.js';
import type { Run } from '../../../src/upgrade/run/run.js';
import { at, runIn } from '../../support/runs.js';
import { inTenant } from './in-tenant.js';

/** While many people are changed, how far it is is kept, and whether it may go on is seen. */

type Facts = Parameters<typeof inTenant>[0];
const minutes = 60_000;

/** Asks so many milliseconds after each other whether to go on; the answers, and what happened. */
async function asked(after: number[], facts: Facts = {}) {
  const tenant = inTenant(facts);
  const answers: boolean[] = [];
  await tenant.take(async (run, tools) => {
    const tally = new Tally(25, 0, at);
    const goOn = createProgress(tally, run, tools);
    for (const ms of after) {
      await tools.timeline.sleepUntil(new Date(tools.timeline.now().getTime() + ms), tools.signal);
      tally.moved({ unmapped: [], alsoOff: [] });
      answers.push(await goOn());
    }
  }, runIn.reassigning());
  return { ...tenant, answers };
}

describe('how far a change of many is', () => {
  it('is kept at once, and again when a second has passed', async () => {
    const { told, answers } = await asked([0, 1, 998, 1, 999, 1]);
    expect(told.map((found) => found.found === 'progress' && found.work.done)).toEqual([1, 4, 6]);
    expect(answers).toEqual([true, true, true, true, true, true]);
  });

  it('is kept too when the clock is set back', async () => {
    expect((await asked([0, -1_000, 1])).happened).toEqual(['progress', 'progress']);
  });

  it('is not kept any more once the run has left, and nobody goes on', async () => {
    let paused = 0;
    const meanwhile: Facts['meanwhile'] = (_found, run) => {
      paused += 1;
      return paused === 2 ? { ...run, state: runIn.paused().state } : run;
    };
    const { answers, happened } = await asked([0, 1_000, 1_000, 6 * minutes], { meanwhile });
    expect([answers, happened]).toEqual([
      [true, false, false, false],
      ['progress', 'progress'],
    ]);
  });

  it('is nothing to go on with when the bot is being stopped', async () => {
    expect((await asked([0], { stop: AbortSignal.abort() })).answers).toEqual([false]);
  });

  it('is gone on with only while whoever decided it may, which is read every five minutes', async () => {
    const waits = [0, 5 * minutes - 1, 1, 5 * minutes];
    const holding = await asked(waits);
    expect(holding.happened.filter((what) => what === 'decider')).toHaveLength(2);
    expect(holding.answers).toEqual([true, true, true, true]);
    const lost = await asked(waits, { roles: [] });
    expect(lost.happened.filter((what) => what === 'decider')).toHaveLength(1);
    expect(lost.answers).toEqual([true, true, false, false]);
  });
});

describe('what holds the changes of a run back', () => {
  it.each<[string, Run, number]>([
    ['its people', runIn.reassigning(), 25],
    ['nobody where nothing is written down', { ...runIn.reassigning(), snapshot: null }, 0],
  ])('is the quota of its tenant, which knows of %s', async (_whom, run, people) => {
    const known: unknown[] = [];
    const quotas = {
      async forRun(tenantId: string) {
        return { hasPeople: (count: number) => known.push([tenantId, count]) };
      },
    } as unknown as StepTools['quotas'];
    await inTenant({}).take(async (of, tools) => void (await createGate(of, { ...tools, quotas })), run);
    expect(known).toEqual([['contoso', people]]);
  });

  it('says so when Microsoft asks for patience, and when it says nothing', async () => {
    const tenant = inTenant({});
    await tenant.take(async (run, tools) => {
      const gate = await createGate(run, tools);
      await gate.close(1_000);
      await gate.noAnswer();
    }, runIn.reassigning());
    expect(tenant.told).toEqual([
      { found: 'changesWait', how: 'busy' },
      { found: 'changesWait', how: 'silent' },
    ]);
  });
});

describe('those who are left', () => {
  const held = (told: boolean): Run => ({
    ...runIn.reassigning(),
    holdup: { is: 'noAnswer', since: at, told, service: null, how: 'silent' },
  });

  it.each<[boolean, number, Run]>([
    [true, 20, held(true)],
    [true, 1, held(true)],
    [false, 21, held(true)],
    [false, 1, held(false)],
    [false, 1, { ...runIn.reassigning(), holdup: null }],
  ])('are the last ones (%s), whose trouble is theirs alone: %i people', (are, left, run) => {
    expect(areLast(run, left)).toBe(are);
  });
});
