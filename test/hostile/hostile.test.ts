import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type BotProcess, startBotProcess } from '../support/bot-process.js';
import { actionsOf } from '../support/card-json.js';
import { people } from '../support/people.js';
import { openSocket, statusesOf, untilClosed } from '../support/raw-http.js';
import { sandboxControl } from '../support/sandbox-control.js';
import { startTeamsClient, type TeamsClient } from '../support/teams-client.js';
import { hostileActivity } from './activities.js';
import { rawRequests } from './raw-requests.js';

/**
 * Everything at once that must not hurt: `HOSTILE=100000` sends so many activities, and a tenth as many raw requests,
 * to the real process, in which two tenants have a run each. It has little memory to lose.
 */

const activities = Number(process.env.HOSTILE ?? 1_500);
const requests = Math.max(2_000, Math.ceil(activities / 10));
const seed = Number(process.env.HOSTILE_SEED ?? 20_261_128);
const atOnce = 16;

const alpha = 'aaaaaaaa-0000-4000-8000-000000000001';
const beta = 'bbbbbbbb-0000-4000-8000-000000000002';
const gamma = 'cccccccc-0000-4000-8000-000000000003';
const strangers = Array.from({ length: 400 }, (_, n) => `eeeeeeee-0000-4000-8000-${String(n).padStart(12, '0')}`);

let folder: string;
let bot: BotProcess;
let teams: TeamsClient;
const runIds: string[] = [];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hostile-'));
  const main = fileURLToPath(new URL('../../dist/bundle/main.js', import.meta.url));
  bot = await startBotProcess({ CLOUD: 'sandbox', PORT: '0', SANDBOX_PORT: '0', DATA_DIR: folder }, [
    process.execPath,
    '--max-old-space-size=128',
    main,
  ]);
  teams = await startTeamsClient({ bot: bot.url });
  const sandbox = sandboxControl(bot.sandboxUrl);
  for (const [tenantId, name] of [
    [alpha, 'Alphaville'],
    [beta, 'Betaville'],
  ] as const) {
    const admin = { id: people.alex.aadObjectId, name: `Ada ${name}`, roles: ['Global Administrator'] };
    await sandbox.put(tenantId, { displayName: name, users: 25, seats: 25, admins: [admin] });
    const alex = teams.person({ ...people.alex, name: `Ada ${name}`, tenantId });
    await alex.say('upgrade');
    await alex.click('choosePlan', { plan: 'SPE_E5' });
    expect(alex.card.id).toBe('before-you-begin');
    runIds.push(String(actionsOf(alex.card.card).find(({ data }) => data.runId)?.data.runId));
  }
  expect(runIds.every((id) => id.length > 10)).toBe(true);
  teams.connector.calls.length = 0;
  // The key of links to reports is made when it is first asked for.
  await fetch(new URL('/reports/x', bot.url));
});
afterAll(async () => {
  await teams.close();
  await bot.kill();
  await rm(folder, { recursive: true, force: true });
});

/** What is kept of runs and of whoever was there before, by file; the sandbox keeps its own. */
async function documents(): Promise<Map<string, string>> {
  const files = (await readdir(folder, { recursive: true })).filter(
    (file) => file.endsWith('.json') && !file.startsWith('sandbox') && !file.includes('eeeeeeee'),
  );
  const hashed = files.sort().map(async (file): Promise<[string, string]> => {
    const text = await readFile(join(folder, file));
    return [file, createHash('sha256').update(text).digest('hex')];
  });
  return new Map(await Promise.all(hashed));
}

/** The same, once what the bot writes a little later has been written. */
async function settledDocuments(): Promise<Map<string, string>> {
  for (let last = await documents(); ; ) {
    await setTimeout(2_500);
    const now = await documents();
    if (isDeepStrictEqual(now, last)) return now;
    last = now;
  }
}

async function eachOf<T>(items: Iterable<T>, work: (item: T) => Promise<void>): Promise<void> {
  const left = items[Symbol.iterator]();
  const one = async (): Promise<void> => {
    for (let next = left.next(); !next.done; next = left.next()) await work(next.value);
  };
  await Promise.all(Array.from({ length: atOnce }, one));
}

/** Generated in parts, so that a long run needs no more memory than a short one. */
function* samples<T>(arbitrary: fc.Arbitrary<T>, count: number): Generator<T> {
  for (let part = 0; part * 1_000 < count; part += 1) {
    yield* fc.sample(arbitrary, { numRuns: Math.min(1_000, count - part * 1_000), seed: seed + part });
  }
}

const alive = async () => (await fetch(new URL('/healthz', bot.url))).status;
/** What must not reach a conversation of a tenant: the name of another. Of the runs' ids the callers know already. */
const told = (text: string, tenantId: unknown): boolean =>
  (tenantId !== alpha && text.includes('Alphaville')) || (tenantId !== beta && text.includes('Betaville'));

it(
  `${activities} hostile activities change nothing, learn nothing and end nothing`,
  async () => {
    const before = await settledDocuments();
    const seen = new Map<number, number>();
    const aim = { serviceUrl: teams.url, tenants: [alpha, beta, gamma], people: strangers, runIds };
    const wrong: string[] = [];
    await eachOf(samples(hostileActivity(aim), activities), async (activity) => {
      const response = await fetch(new URL('/api/messages', bot.url), {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(activity),
      });
      const text = await response.text();
      seen.set(response.status, (seen.get(response.status) ?? 0) + 1);
      const { tenant } = (activity.channelData ?? {}) as { tenant?: { id?: unknown } };
      if (response.status >= 500 || told(text, tenant?.id))
        wrong.push(`${response.status} ${JSON.stringify(activity)}`);
      // What was looked at is not remembered.
      for (const { conversationId, activity: answer } of teams.connector.calls.splice(0)) {
        // The two who may know keep their cards meanwhile.
        if (!conversationId.startsWith('a:29:') && told(JSON.stringify(answer), conversationId.slice(2)))
          wrong.push(JSON.stringify(answer));
      }
    });
    expect(wrong.slice(0, 3)).toEqual([]);
    expect([...seen.keys()].filter((status) => ![200, 400, 413].includes(status))).toEqual([]);
    expect(seen.get(200)).toBeGreaterThan(activities / 4);
    expect(await alive()).toBe(200);
    const after = await settledDocuments();
    for (const [file, hash] of before) expect([file, after.get(file)]).toEqual([file, hash]);
  },
  Math.max(60_000, activities * 60),
);

it(
  `${requests} raw requests, whole and in pieces, end nothing and are answered with nothing worse than a refusal`,
  async () => {
    const before = await settledDocuments();
    const seen = new Map<number, number>();
    await eachOf(samples(rawRequests, requests), async ({ text, cuts }) => {
      const socket = await openSocket(bot.url);
      const answer = untilClosed(socket);
      const places = [0, ...cuts.filter((at) => at < text.length).sort((a, b) => a - b), text.length];
      for (const [n, from] of places.slice(0, -1).entries()) {
        const piece = Buffer.from(text.slice(from, places[n + 1]), 'latin1');
        await new Promise<void>((resolve) => socket.write(piece, () => resolve()));
      }
      socket.end();
      for (const status of statusesOf(await answer)) seen.set(status, (seen.get(status) ?? 0) + 1);
    });
    expect([...seen.keys()].filter((status) => status >= 500)).toEqual([]);
    expect(seen.get(400)).toBeGreaterThan(requests / 10);
    expect(await alive()).toBe(200);
    expect(await settledDocuments()).toEqual(before);
  },
  Math.max(60_000, requests * 600),
);
