import { beforeEach, describe, expect, it } from '@jest/globals';
import { PacedSender } from '../../../src/teams/channel/paced-sender.js';
import { judge } from '../../../src/teams/channel/send-failure.js';
import type { Reference, Sender } from '../../../src/teams/channel/sender.js';
import type { Turn } from '../../../src/teams/channel/turn.js';
import { type HandMovedTime, handMovedTime } from '../hand-moved-time.js';

const message = { card: {}, summary: 'x' };
const to = (id: string, tenantId = 'contoso'): Reference => ({
  serviceUrl: 'https://smba.trafficmanager.net/emea/',
  conversation: { id, tenantId },
});

describe('what is sent unasked', () => {
  let time: HandMovedTime;
  let sentAt: number[];
  let sender: PacedSender;
  beforeEach(() => {
    time = handMovedTime();
    sentAt = [];
    const note = async () => void sentAt.push(time.now());
    const inner: Sender = { send: () => note().then(() => 'id'), update: note, remove: note };
    sender = new PacedSender(inner, time);
  });
  const failureOf = (sending: Promise<unknown>) => sending.then(() => undefined, judge);

  /** The most that Teams takes in each span of so many seconds. */
  const hold = (limits: readonly (readonly [most: number, seconds: number])[]) => {
    for (const [most, seconds] of limits)
      for (const [nth, at] of sentAt.entries())
        expect((sentAt[nth + most] ?? Number.POSITIVE_INFINITY) - at).toBeGreaterThanOrEqual(seconds * 1_000);
  };

  it('goes at once to this machine, where no Teams is', async () => {
    const here = { ...to('a'), serviceUrl: 'http://127.0.0.1:56150/_connector' };
    for (let n = 0; n < 100; n += 1) await sender.send(here, message);
    expect(new Set(sentAt).size).toBe(1);
  });

  it('is at most so much in a conversation, updates and what is taken back among it', async () => {
    const ways = [
      () => sender.send(to('a'), message),
      () => sender.update(to('a'), '1', message),
      () => sender.remove(to('a'), '1'),
    ];
    const failures: unknown[] = [];
    const burst = async (times: number, everyMs: number) => {
      for (let n = 0; n < times; n += 1) {
        const send = ways[n % ways.length] ?? ways[0];
        void failureOf(send?.() ?? Promise.resolve()).then((failure) => failure && failures.push(failure));
        await new Promise(process.nextTick);
        time.advance(everyMs);
      }
    };
    await burst(400, 100);
    await burst(5_000, 1_000);
    hold([
      [7, 1],
      [8, 2],
      [60, 30],
      [1_800, 3_600],
    ]);
    expect(sentAt.length).toBeGreaterThan(1_800);
    expect(failures[0]).toMatchObject({ is: 'tryAgain', retryAfterMs: expect.any(Number) });
  });

  it('is at most so much in a tenant, and as much as it likes in two', async () => {
    const results = Array.from({ length: 100 }, (_, n) => failureOf(sender.send(to(`a${n}`), message)));
    results.push(failureOf(sender.send(to('b', 'fabrikam'), message)));
    for (let n = 0; n < 5; n += 1) {
      await new Promise(setImmediate);
      time.advance(1_000);
    }
    const failed = (await Promise.all(results)).filter(Boolean);
    // One of them is sent in the other tenant.
    hold([[31, 1]]);
    expect(sentAt.length + failed.length).toBe(101);
    expect(sentAt.length).toBeGreaterThan(60);
    expect(await results.at(-1)).toBeUndefined();
  });

  it('makes room for answers, which wait for nothing', async () => {
    let answers = 0;
    const turn: Turn = {
      activity: { type: 'message' } as Turn['activity'],
      reference: to('a'),
      send: async () => {
        answers += 1;
        return undefined;
      },
      answer: async () => undefined,
    };
    const counted = sender.counting(turn);
    for (let n = 0; n < 5; n += 1) await counted.send(message);
    expect(answers).toBe(5);
    void sender.send(to('a'), message);
    await new Promise(setImmediate);
    expect(sentAt).toEqual([]);
    time.advance(1_000);
    await new Promise(setImmediate);
    expect(sentAt).toHaveLength(1);
  });
});
