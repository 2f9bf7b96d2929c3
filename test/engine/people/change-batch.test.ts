import { describe, expect, it } from '@jest/globals';
import { concurrently } from '../../../src/base/concurrently.js';
import { changeBatch } from '../../../src/engine/people/change-batch.js';
import { Gate } from '../../../src/engine/people/gate.js';
import { Learning } from '../../../src/engine/people/learning.js';
import { Tally } from '../../../src/engine/people/tally.js';
import { createProgress } from '../../../src/engine/steps/progress.js';
import type { StepTools } from '../../../src/engine/steps/step.js';
import { createTimeline } from '../../../src/engine/timeline.js';
import type { ChangeOutcome } from '../../../src/upgrade/licences/change-outcome.js';
import type { Directory, PortError } from '../../../src/upgrade/ports.js';
import type { LicensedUser } from '../../../src/upgrade/tenant/facts.js';
import { at, runIn } from '../../support/runs.js';

/** A clock that is moved by hand. */
function movedClock() {
  let now = Date.parse(at);
  const jumps = new Set<() => void>();
  const timeline = createTimeline({ now: () => new Date(now) }, (listener) => {
    jumps.add(listener);
    return () => void jumps.delete(listener);
  });
  return {
    timeline,
    move(ms: number) {
      now += ms;
      for (const look of [...jumps]) look();
    },
  };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('work on many at once', () => {
  it('has ended when it rejects, also where the list itself could not be read', async () => {
    let finish = (): void => {};
    let ended = false;
    async function* pages() {
      yield 1;
      throw new Error('the second page could not be read');
    }
    const work = concurrently(pages(), 4, async () => {
      await new Promise<void>((resolve) => {
        finish = resolve;
      });
      ended = true;
    });
    const rejected = expect(work).rejects.toThrow('the second page');
    await turn();
    finish();
    await rejected;
    expect(ended).toBe(true);
  });
});

/** Somebody of whom nothing is known but their name. */
const someone = (id: string): LicensedUser => ({
  id,
  displayName: id,
  userPrincipalName: `${id}@contoso.com`,
  usageLocation: 'SE',
  licences: [],
});
const planned = ({ id }: LicensedUser) =>
  ({ change: { userId: id, add: [], remove: [] }, unmapped: [], alsoOff: [] }) as const;

/** Changes people with a directory that answers as told, for so long of a clock moved by hand; what came of it. */
async function changeFor(
  spanMs: number,
  users: readonly LicensedUser[],
  answer: (id: string, sent: number) => ChangeOutcome,
  more: { others?: LicensedUser[]; areLast?: boolean; goOn?: () => boolean; roomAtMs?: number[] } = {},
) {
  const { timeline, move } = movedClock();
  const sentAt: number[] = [];
  const done = new Set<string>();
  const begun = timeline.now().getTime();
  const waited: string[] = [];
  const directory = {
    async changeLicences(_tenant: string, changes: { userId: string }[]) {
      sentAt.push(timeline.now().getTime() - begun);
      return changes.map(({ userId }) => {
        const outcome = answer(userId, sentAt.length);
        if (outcome.is === 'done') done.add(userId);
        return outcome;
      });
    },
    async users(_tenant: string, ids: string[]) {
      return ids.map(someone);
    },
  } as unknown as Directory;
  const tally = new Tally(users.length, 0, at);
  const { goOn = () => true, roomAtMs = [], ...rest } = more;
  const counted: number[] = [];
  const quota = {
    changesAt: () => begun + (roomAtMs[counted.length] ?? 0),
    sending: (changes: number) => void counted.push(changes),
  };
  const gate = new Gate(timeline, quota, async (how) => void waited.push(how));
  const stop = new AbortController();
  const tools = {
    directory,
    tenantId: 't',
    gate,
    signal: stop.signal,
    tally,
    learning: new Learning([]),
    goOn: async () => goOn() && !stop.signal.aborted,
    ...(rest.areLast === undefined ? {} : { areLast: rest.areLast }),
  };
  const plan = (user: LicensedUser) => (done.has(user.id) ? undefined : planned(user));
  let ended: 'done' | PortError | undefined;
  const batches = [users, ...(more.others ?? []).map((one) => [one])].map((some) =>
    changeBatch(some, plan as never, tools),
  );
  void Promise.all(batches).then(
    () => {
      ended = 'done';
    },
    (error: PortError) => {
      ended = error;
    },
  );
  for (let passed = 0; passed < spanMs && ended === undefined; passed += 500) {
    for (let turns = 0; turns < 4; turns += 1) await turn();
    move(500);
  }
  await turn();
  const came = { sentAt: [...sentAt], tally, waited, ended, counted: [...counted] };
  // What is throttled for ever would go on after the test.
  stop.abort();
  await turn();
  return came;
}

describe('changes of people that come to nothing', () => {
  const hour = 3_600_000;

  it.each([0, undefined, -1, 1])(
    'are sent a bounded number of times in an hour when throttled for ever, %j ms',
    async (ms) => {
      const { sentAt, waited, ended } = await changeFor(hour, [someone('a')], () => ({ is: 'busy', retryAfterMs: ms }));
      expect(ended).toBeUndefined();
      expect(sentAt.length).toBeLessThan(40);
      expect(waited).toEqual(sentAt.map(() => 'busy'));
      for (const [nth, time] of sentAt.slice(1).entries())
        expect(time - (sentAt[nth] ?? 0)).toBeGreaterThanOrEqual(1_000);
    },
  );

  it('wait as long as the longest that was asked for in a batch', async () => {
    const asks: Record<string, number> = { a: 1_000, b: 90_000, c: 3_000 };
    const { sentAt } = await changeFor(100_000, ['a', 'b', 'c'].map(someone), (id, sent) =>
      sent === 1 ? { is: 'busy', retryAfterMs: asks[id] } : { is: 'done' },
    );
    expect(sentAt).toHaveLength(2);
    expect(sentAt[1]).toBeGreaterThanOrEqual(90_000);
  });

  it('of everybody leave it to the run to wait, after a few tries that grow rarer', async () => {
    const { sentAt, waited, ended, tally } = await changeFor(hour, ['a', 'b'].map(someone), () => ({ is: 'unknown' }));
    expect(ended).toMatchObject({ problem: { is: 'unreachable' }, service: 'graph' });
    expect(sentAt).toHaveLength(8);
    expect(sentAt.at(-1)).toBeGreaterThan(40_000);
    // Long before: each of them may have been waited for half a minute.
    expect(waited).toEqual(sentAt.slice(1).map(() => 'silent'));
    expect(tally.work().failures).toEqual([]);
  });

  it('of one person name that person, while others get through', async () => {
    const others = ['b', 'c'].map(someone);
    const { sentAt, waited, ended, tally } = await changeFor(
      hour,
      [someone('a')],
      (id) => ({ is: id === 'a' ? 'unknown' : 'done' }),
      { others },
    );
    expect(ended).toBe('done');
    expect(sentAt.length).toBeLessThanOrEqual(10);
    expect(waited).toEqual([]);
    expect(tally.work().failures).toMatchObject([{ id: 'a', reason: 'noAnswer', text: '' }]);
    expect(tally.work().done).toBe(2);
  });

  it('of the last few name them, once everybody has waited for long', async () => {
    const { ended, tally } = await changeFor(hour, [someone('a')], () => ({ is: 'unknown' }), { areLast: true });
    expect(ended).toBe('done');
    expect(tally.work().failures).toMatchObject([{ id: 'a', reason: 'noAnswer' }]);
  });

  it('wait until the quota has room for them, and are counted as they are sent', async () => {
    const { sentAt, counted } = await changeFor(60_000, ['a', 'b'].map(someone), () => ({ is: 'done' }), {
      others: [someone('c')],
      roomAtMs: [10_000, 20_000],
    });
    expect(sentAt).toEqual([10_000, 20_000]);
    expect(counted).toEqual([2, 1]);
  });

  it('that wait for room are not sent once the upgrade is paused, and take no room', async () => {
    const { sentAt, counted, ended } = await changeFor(60_000, [someone('a')], () => ({ is: 'done' }), {
      roomAtMs: [30_000],
      goOn: () => false,
    });
    expect(ended).toBe('done');
    expect([sentAt, counted]).toEqual([[], []]);
  });

  it('are not sent any more once the upgrade is paused meanwhile', async () => {
    let goesOn = true;
    const { sentAt, ended, tally } = await changeFor(
      120_000,
      [someone('a')],
      () => {
        goesOn = false;
        return { is: 'busy', retryAfterMs: 60_000 };
      },
      { goOn: () => goesOn },
    );
    expect(ended).toBe('done');
    expect(sentAt).toHaveLength(1);
    expect(tally.work()).toMatchObject({ done: 0, failures: [] });
  });
});

describe('how far it has come', () => {
  it('is looked at also after the clock was set back, so that a pause is noticed', async () => {
    const { timeline, move } = movedClock();
    let state = runIn.reassigning();
    const tools = { timeline, signal: new AbortController().signal, tell: async () => state } as unknown as StepTools;
    const goOn = createProgress(new Tally(1, 0, at), runIn.reassigning(), tools);
    expect(await goOn()).toBe(true);
    move(-3_600_000);
    state = runIn.stopped();
    expect(await goOn()).toBe(false);
  });
});
