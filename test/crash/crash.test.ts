import { describe, expect, it } from '@jest/globals';
import { newDatabase } from '../support/postgres/databases.js';
import { diceOf } from '../upgrade/run/model/dice.js';
import type { Kill } from './kills.js';
import { type Played, play } from './play.js';
import { stories } from './stories.js';

/**
 * The bot is killed before and after a document is written and a request is sent, and started again: everything ends as
 * if nothing had been. One moment of each story here; `CRASHES=100` tries so many of every story, `CRASHES=all` each one;
 * `TOGETHER=8` so many of them in each playing; `STORY` names one story alone, and `STORE=postgres` keeps the documents
 * there. `KILLS=1000` kills so often in all, at moments of `SEED`'s choosing, again and again in one story after the other,
 * on one store and the other. `FULL=20` lets the disk fail in each way, and descriptors run out, at so many places in turn.
 */

const { CRASHES = '1', TOGETHER = '1', KILLS, SEED = '1', STORY, STORE } = process.env;
const isShort = process.env.CRASHES === undefined;
const told = Object.entries(stories)
  .filter(([name]) => !STORY || name === STORY)
  .slice(0, isShort && KILLS === undefined ? 2 : undefined);
const database = async () => (STORE === 'postgres' ? newDatabase() : undefined);
const longMs = 24 * 3_600_000;

const chosen = KILLS === undefined ? told : [];
if (chosen.length > 0)
  describe.each(chosen)('an upgrade %s', (name, story) => {
    it(
      'ends once and right, whenever it is killed',
      async () => {
        const untouched = await play(story, [], await database());
        expect(untouched.broken).toEqual([]);
        const broken: Record<string, string[]> = {};
        let killed = 0;
        const chosen = chooseFrom(untouched.moments);
        for (const at of inOnePlaying(chosen)) {
          const played: Played = await play(story, [{ at }], await database());
          killed += played.killedAt.length;
          if (isShort && killed > 0 && played.broken.length === 0) break;
          if (played.broken.length > 0) broken[at.join(', ')] = played.broken;
          const missed = at.filter((moment) => !played.killedAt.includes(moment)).map((moment) => `not at ${moment}`);
          if (!isShort)
            process.stderr.write(
              `${name}: ${at[0]}, ${at.length}: ${[...missed, ...played.broken].join('; ') || 'ok'}\n`,
            );
        }
        expect(broken).toEqual({});
        // What comes at the same time comes in another order another time, and a moment may not be reached.
        expect(killed).toBeGreaterThanOrEqual(isShort ? 1 : chosen.length / 2);
      },
      longMs,
    );
  });

/** Kills of one playing at the most, and moments between two of them at the most. */
const killsAtMost = 8;
const farthest = 80;

if (KILLS !== undefined)
  describe('upgrades that are killed again and again', () => {
    it(
      'end once and right, whenever it is',
      async () => {
        const dice = diceOf(Number(SEED));
        const nth = (most: number) => dice.one(Array.from({ length: most }, (_, n) => n + 1));
        const broken: Record<string, string[]> = {};
        let killed = 0;
        for (let n = 0; killed < Number(KILLS); n += 1) {
          const [name, story] = told[n % told.length] ?? told[0] ?? [];
          if (!name || !story) throw new Error('there is no such story');
          const isInDatabase = STORE === 'postgres' || (STORE === undefined && Math.floor(n / told.length) % 2 === 1);
          const kills = Array.from({ length: nth(killsAtMost) }, () => ({ after: nth(farthest) }));
          const played = await play(story, kills, isInDatabase ? await newDatabase() : undefined);
          killed += played.kills;
          const what = `${n}: ${name}, ${isInDatabase ? 'postgres' : 'lowdb'}, ${kills.map(({ after }) => after).join(' ')}`;
          if (played.broken.length > 0) broken[what] = played.broken;
          process.stderr.write(`${killed} kills; ${what}: ${played.broken.join('; ') || 'ok'}\n`);
        }
        expect(broken).toEqual({});
      },
      longMs,
    );
  });

/** How many writes the disk fails, one after the other. */
const failsFor = 6;
const { FULL = '1' } = process.env;

if (KILLS === undefined && STORE === undefined && CRASHES === '1') {
  const [, story] = told[0] ?? [];

  /** Plays it with a failure at each of so many places, which has to be met as often. */
  async function meets(what: string, failureAt: (n: number) => { place: string; failure: Kill }): Promise<void> {
    if (!story) throw new Error('there is no such story');
    const broken: Record<string, string[]> = {};
    let met = 0;
    for (let n = 0; n < Number(FULL); n += 1) {
      const { place, failure } = failureAt(n);
      const played = await play(story, [failure]);
      met += played.failures.length;
      if (played.broken.length > 0) broken[place] = played.broken;
      if (FULL !== '1') process.stderr.write(`${what} ${place}: ${played.broken.join('; ') || 'ok'}\n`);
    }
    expect(broken).toEqual({});
    expect(met).toBeGreaterThanOrEqual(Number(FULL));
  }

  describe('an upgrade whose disk fails for a while', () => {
    it.each(['ENOSPC', 'EIO', 'EROFS'] as const)(
      'does nothing that it cannot keep, and ends once and right: %s',
      (disk) =>
        meets(disk, (n) => {
          // Spread over the story: before its order, while that leaves, and while people are told of its end.
          const from = FULL === '1' ? 8 : 1 + n * 2;
          return { place: `from write ${from} on`, failure: { disk, writes: [from, from + failsFor] } };
        }),
      longMs,
    );
  });

  const isStarvable = process.platform === 'linux' ? it : it.skip;
  describe('an upgrade whose process may open nothing more for a while', () => {
    isStarvable(
      'ends once and right',
      () =>
        // What is asked first is asked at once, on connections that are not there yet.
        meets('EMFILE', (n) => ({ place: `from step ${n * 2} on`, failure: { noDescriptors: n * 2 } })),
      longMs,
    );
  });
}

/** Moments of one playing lie as far from each other as can be. */
function inOnePlaying(moments: readonly string[]): string[][] {
  const playings = Math.ceil(moments.length / Number(TOGETHER));
  return Array.from({ length: playings }, (_, first) => moments.filter((_moment, nth) => nth % playings === first));
}

/** How many are there to choose from where one kill is enough: a moment may not come another time. */
const spare = 5;

/** So many, spread over all that is to be tried: a kind of moment once before any of them twice. */
function chooseFrom(moments: readonly string[]): string[] {
  if (CRASHES === 'all') return [...moments];
  const rank = (moment: string) => Number(moment.split('#').at(-1));
  const inOrder = [...moments].sort((one, other) => rank(one) - rank(other));
  const count = Math.min(isShort ? spare : Number(CRASHES), moments.length);
  const firsts = inOrder.filter((moment) => rank(moment) === 1);
  const from = count <= firsts.length ? firsts : inOrder;
  const stride = from.length / count;
  const offset = isShort ? Math.random() * stride : 0;
  return Array.from({ length: count }, (_, n) => from[Math.floor(n * stride + offset)] ?? '');
}
