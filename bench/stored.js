import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileNameOf } from '../dist/storage/file-name.js';
import { child } from './child.js';
import { load, median, post, written } from './load.js';
import { row } from './measure.js';

const [few, many] = [10, 10_000];
const rounds = 5;
/** Of one person: as often as somebody may write, with a little to spare, and for so long. */
const [everyMs, roundMs] = [180, 3_600];
/** Processor time in a second, in milliseconds, at which nothing goes on but being there; and how long that is waited for. */
const [quietMs, quietWithinS] = [150, 180];
const serviceUrl = 'http://127.0.0.1:1/';
/** The documents that everybody has who began an upgrade. */
export const kinds = ['run', 'tenant', 'follower'];

/** A start, and an action that is kept, with the runs and people of 10,000 tenants in the data folder against those of 10. */
export function stored(folder) {
  const pattern = join(folder, 'pattern');
  return startsAndActions('', {
    pattern: { DATA_DIR: pattern },
    async fill(count, ids) {
      const dataDir = join(folder, `stored-${count}`);
      await fill(pattern, dataDir, count, ids);
      return { DATA_DIR: dataDir };
    },
  });
}

/**
 * @param where what keeps the documents, as rows are to say it
 * @param store `pattern`: the environment of the bot that the first tenant's documents come from; `fill` copies them for
 *   so many tenants in all, and resolves with the environment of a bot that has them
 */
export async function startsAndActions(where, { pattern, fill }) {
  const sandbox = await child('sandbox-server.js');
  const person = { person: randomUUID(), name: 'Kim', tenant: randomUUID(), serviceUrl };
  await put(sandbox.url, person);
  const first = await startOn(pattern, sandbox);
  const answer = [];
  for (const words of ['upgrade', 'Microsoft 365 E5', 'understood']) answer.push(await say(first.url, words, person));
  const [, run] = /"runId":"([\w-]+)"/.exec(answer.at(-1)) ?? [];
  await stop(first);
  const bots = [];
  for (const count of [few, many]) {
    const bot = await startOn(await fill(count, { tenant: person.tenant, run, person: person.person }), sandbox);
    bots.push({ count, bot, startMs: bot.startMs, p50: [] });
  }
  for (const { bot } of bots) await untilQuiet(bot);
  const activityOf = (n) => written(n % 2 ? 'follow' : 'unfollow', person);
  const isRight = (body) => body.includes('"id":"cart"');
  for (let round = -1; round < rounds; round += 1)
    for (const { bot, p50 } of bots) {
      const took = await load({ url: bot.url, connections: 1, ms: roundMs, everyMs, activityOf, isRight });
      if (round >= 0) p50.push(took.p50);
    }
  for (const { bot } of bots) await stop(bot);
  sandbox.disconnect();
  const [small, large] = bots;
  return [
    row(`start with ${many} runs${where}`, 'ms', large.startMs, `with ${few}`, small.startMs),
    row(`action kept, beside ${many} runs${where}`, 'ms', median(large.p50), `beside ${few}`, median(small.p50)),
  ];
}

/** What is looked at after a start, beside the turns, goes on for a while. */
async function untilQuiet(bot) {
  for (let quiet = 0, left = quietWithinS; quiet < 3 && left > 0; left -= 1) {
    const before = await cpuOf(bot);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    quiet = (await cpuOf(bot)) - before < quietMs ? quiet + 1 : 0;
  }
}

/** Processor time in milliseconds. */
async function cpuOf(bot) {
  bot.send('delay');
  const [{ cpu }] = await once(bot, 'message');
  return (cpu.user + cpu.system) / 1_000;
}

const startOn = (env, { url }) =>
  child('bot-server.js', JSON.stringify({ ...env, SANDBOX_URL: url, COMMERCE: 'partner-center' }));

async function stop(bot) {
  const ended = new Promise((resolve) => bot.once('exit', resolve));
  bot.send('stop');
  await ended;
}

async function put(sandbox, { person, name, tenant }) {
  const admins = [{ id: person, name, roles: ['Global Administrator'] }];
  await fetch(`${sandbox}/_sandbox/tenants/${tenant}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ users: 25, commerce: 'partner-center', admins, quotas: null }),
  });
}

async function say(url, words, person) {
  const { status, body } = await post(`${url}/api/messages`, { activity: written(words, person) });
  if (status !== 200) throw new Error(`${words}: ${status} ${body}`);
  return body;
}

/** The documents of one tenant, and the same of so many others. */
async function fill(pattern, dataDir, count, { tenant, run, person }) {
  const texts = new Map();
  for (const kind of kinds) {
    const [name] = (await readdir(join(pattern, kind))).filter((one) => one.endsWith('.json'));
    texts.set(kind, await readFile(join(pattern, kind, name), 'utf8'));
    await mkdir(join(dataDir, kind), { recursive: true, mode: 0o700 });
  }
  for (let n = 0; n < count; n += 1) {
    const others = n === 0 ? [tenant, run, person] : [randomUUID(), randomUUID(), randomUUID()];
    await Promise.all(
      kinds.map(async (kind) => {
        const text = [tenant, run, person].reduce((left, one, at) => left.replaceAll(one, others[at]), texts.get(kind));
        await writeFile(join(dataDir, kind, fileNameOf(JSON.parse(text).id)), text, { mode: 0o600 });
      }),
    );
  }
}
