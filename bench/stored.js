import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileNameOf } from '../dist/storage/file-name.js';
import { child } from './child.js';
import { load, post, written } from './load.js';
import { row } from './measure.js';

const [few, many] = [10, 10_000];
const serviceUrl = 'http://127.0.0.1:1/';
const kinds = ['run', 'tenant', 'follower'];

/** A start, and an action that is kept, with the runs and people of 10,000 tenants in the data folder against those of 10. */
export async function stored(folder) {
  const sandbox = await child('sandbox-server.js');
  const person = { person: randomUUID(), name: 'Kim', tenant: randomUUID(), serviceUrl };
  await put(sandbox.url, person);
  const pattern = join(folder, 'pattern');
  const first = await startOn(pattern, sandbox);
  for (const words of ['upgrade', 'Microsoft 365 E5', 'understood']) await say(first.url, words, person);
  await stop(first);
  const measured = new Map();
  for (const count of [few, many]) {
    const dataDir = join(folder, `stored-${count}`);
    await fill(pattern, dataDir, count, person);
    const bot = await startOn(dataDir, sandbox);
    // What is looked at after a start, beside the turns.
    await new Promise((resolve) => setTimeout(resolve, 5_000));
    const activityOf = (n) => written(n % 2 ? 'follow' : 'unfollow', person);
    const isRight = (body) => body.includes('"id":"cart"');
    await load({ url: bot.url, connections: 1, ms: 2_000, activityOf, isRight });
    const { p50 } = await load({ url: bot.url, connections: 1, ms: 3_000, activityOf, isRight });
    measured.set(count, { startMs: bot.startMs, p50 });
    await stop(bot);
  }
  sandbox.disconnect();
  const [small, large] = [measured.get(few), measured.get(many)];
  return [
    row(`start with ${many} runs`, 'ms', large.startMs, `with ${few}`, small.startMs),
    row(`action kept, beside ${many} runs`, 'ms', large.p50, `beside ${few}`, small.p50),
  ];
}

const startOn = (dataDir, { url }) =>
  child('bot-server.js', JSON.stringify({ DATA_DIR: dataDir, SANDBOX_URL: url, COMMERCE: 'partner-center' }));

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
}

/** The documents of one tenant, and the same of so many others. */
async function fill(pattern, dataDir, count, { tenant, person }) {
  const texts = new Map();
  for (const kind of kinds) {
    const [name] = (await readdir(join(pattern, kind))).filter((one) => one.endsWith('.json'));
    texts.set(kind, await readFile(join(pattern, kind, name), 'utf8'));
    await mkdir(join(dataDir, kind), { recursive: true, mode: 0o700 });
  }
  const run = JSON.parse(texts.get('run')).id;
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
