import { beforeEach, describe, expect, it } from '@jest/globals';
import { ReadPace } from '../../../src/engine/report/read-pace.js';
import { now } from '../../support/runs.js';

/** How long reads for a report wait: two hundred at once, then fifty a second. */

let at: number;
let waits: number[];
let pace: ReadPace;
const signal = new AbortController().signal;
beforeEach(() => {
  at = now.getTime();
  waits = [];
  pace = new ReadPace({
    now: () => new Date(at),
    async sleepUntil(until) {
      const ms = until.getTime() - at;
      if (waits.push(ms) > 10) throw new Error('waits for ever');
      at += ms;
    },
  });
});

describe('what a report may read', () => {
  it.each<[string, number[], number[]]>([
    ['nothing up to two hundred', [120, 80], []],
    ['as long as what is missing takes to come back', [170, 80], [1_000]],
    ['for all of it where nothing is left', [200, 50, 25], [1_000, 500]],
    ['no longer than two hundred take, however many they are', [200, 1_000], [4_000]],
    ['after them for what they took beyond that', [200, 1_000, 50], [4_000, 17_000]],
  ])('waits for %s', async (_, reads, expected) => {
    for (const count of reads) await pace.take(count, signal);
    expect(waits).toEqual(expected);
  });

  it('comes back while nobody reads, and never to more than two hundred', async () => {
    await pace.take(200, signal);
    at += 3_600_000;
    await pace.take(200, signal);
    await pace.take(1, signal);
    expect(waits).toEqual([20]);
  });

  it('is no more after a clock that was set back', async () => {
    await pace.take(200, signal);
    at -= 3_600_000;
    await pace.take(50, signal);
    expect(waits).toEqual([1_000]);
  });
});
