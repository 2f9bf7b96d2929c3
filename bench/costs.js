/**
 * What things cost the bot: `node bench/costs.js`, after `npm run build`; `DATABASE_URL` keeps its documents there. Processor
 * time of its process alone, so that whatever else the machine does hardly counts; the sandbox and Teams have theirs.
 * docs/scale.md reckons with it.
 */
import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { post, written } from './load.js';

const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const folder = await mkdtemp(join(tmpdir(), 'upgrade-assistant-costs-'));
const { DATABASE_URL, TENANTS = '40', PEOPLE = '4000' } = process.env;
const count = Number(TENANTS);

/** Teams, as far as the bot sends to it: takes everything. */
let messages = 0;
const teams = createServer((request, response) => {
  request.resume().on('end', () => {
    messages += 1;
    response.writeHead(request.method === 'POST' ? 201 : 200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ id: `m${messages}` }));
  });
}).listen(0, '127.0.0.1');
await once(teams, 'listening');
const serviceUrl = `http://127.0.0.1:${teams.address().port}/`;

const sandbox = await child('sandbox-server.js');
const kept = DATABASE_URL ? { DATABASE_URL } : {};
const bot = await child('bot-server.js', JSON.stringify({ DATA_DIR: folder, SANDBOX_URL: sandbox.url, ...kept }));
const rows = {};

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const control = async (method, path, body) => {
  const response = await fetch(`${sandbox.url}/_sandbox${path}`, {
    method,
    headers: { 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  return response.json();
};
const ledger = (tenant) => control('GET', `/tenants/${tenant}`);
const asked = async (tenant) =>
  Object.values((await ledger(tenant)).requests).reduce((sum, { reads = 0, writes = 0 }) => sum + reads + writes, 0);
async function use() {
  bot.send('use');
  const [{ cpu, rss }] = await once(bot, 'message');
  return { ms: (cpu.user + cpu.system) / 1_000, rss, messages };
}

/** Does something, and notes the processor time of one of what was done. @returns what was used in all */
async function measure(name, work) {
  process.stderr.write(`${name} ...\n`);
  const before = await use();
  const began = performance.now();
  const times = await work();
  const after = await use();
  // What it costs to be there at all is not counted with it.
  const ms = after.ms - before.ms - idle * (performance.now() - began);
  const sent = after.messages - before.messages;
  rows[name] = {
    count: times,
    'processor ms each': Number((ms / times).toPrecision(3)),
    'messages each': Number((sent / times).toPrecision(3)),
    'memory MB': Math.round(after.rss / 1e6),
  };
}

const admin = (tenant) => ({ person: randomUUID(), name: 'An admin', tenant, serviceUrl });
async function tenantOf(scenario) {
  const who = admin(randomUUID());
  const admins = [{ id: who.person, name: who.name, roles: ['Global Administrator'] }];
  await control('PUT', `/tenants/${who.tenant}`, { users: 25, quotas: null, ...scenario, admins });
  return who;
}
/** @returns what the last of them was answered */
async function say(who, ...texts) {
  let answer = '';
  for (const text of texts) answer = await bring(written(text, who), text);
  return answer;
}
/** Presses a button of the run's card, as it was answered. */
async function press(who, verb, shown, inputs = {}) {
  const [, runId, revision] = /"runId":"([\w-]+)","revision":(\d+)/.exec(shown) ?? [];
  const action = { type: 'Action.Execute', verb, data: { runId, revision: Number(revision), ...inputs } };
  const value = { action, trigger: 'manual' };
  const { text, deliveryMode, ...activity } = written(verb, who);
  return bring({ ...activity, type: 'invoke', name: 'adaptiveCard/action', value }, verb);
}
async function bring(activity, what) {
  const { status, body } = await post(`${bot.url}/api/messages`, { activity });
  if (status !== 200) throw new Error(`${what}: ${status} ${body.slice(0, 500)}`);
  return body;
}
async function until(whose, isDone, step) {
  for (let n = 0; n < 600; n += 1) {
    await control('POST', '/clock', { advance: step });
    await pause(250);
    if ((await Promise.all(whose.map(async ({ tenant }) => isDone(await ledger(tenant))))).every(Boolean)) return;
  }
  throw new Error('it did not come to its end');
}

let idle = 0;
await pause(2_000);
const first = await use();
await pause(5_000);
idle = ((await use()).ms - first.ms) / 5_000;
rows['being there, a second'] = { count: 1, 'processor ms each': Number((idle * 1_000).toPrecision(2)) };

const upgrading = [];
for (let n = 0; n < count; n += 1) upgrading.push(await tenantOf({}));
const toCheckout = ['upgrade', 'Microsoft 365 E3', 'understood', 'checkout'];
await measure('a turn that is kept', async () => {
  for (const who of upgrading) await say(who, ...toCheckout);
  return count * toCheckout.length;
});
await measure('a turn that shows', async () => {
  for (let n = 0; n < 10; n += 1) for (const who of upgrading) await say(who, 'status');
  return count * 10;
});
await measure('an upgrade from its order to its end, 25 people', async () => {
  for (const who of upgrading) await press(who, 'placeOrder', await say(who, 'status'));
  await until(upgrading, ({ users }) => users.holding.SPE_E3 === users.total, 'PT1M');
  await pause(5_000);
  return count;
});

const waiting = [];
for (let n = 0; n < count; n += 1) waiting.push(await tenantOf({ payment: 'invoice', creditCheck: 'approve' }));
for (const who of waiting) await press(who, 'placeOrder', await say(who, ...toCheckout));
await control('POST', '/clock', { advance: 'PT10M' });
await pause(2_000);
const before = await asked(waiting[0].tenant);
await measure('a run that waits, a day', async () => {
  for (let n = 0; n < 96; n += 1) {
    await control('POST', '/clock', { advance: 'PT15M' });
    await pause(300);
  }
  return count;
});
rows['a run that waits, a day']['requests each'] = (await asked(waiting[0].tenant)) - before;

const owned = [{ sku: 'SPE_E3', seats: Number(PEOPLE) + 10, users: 0 }];
const blockers = ['MULTIPLE_PLANS_SAME_PRODUCT'];
const large = await tenantOf({ users: Number(PEOPLE), seats: Number(PEOPLE), blockers, owned });
await say(large, 'upgrade', 'manually', 'Microsoft 365 E3', 'understood', 'use 1');
let shown = '';
for (let n = 0; n < 100 && !shown.includes('"id":"manual-reassign"'); n += 1) {
  await control('POST', '/clock', { advance: 'PT1M' });
  await pause(300);
  shown = await say(large, 'status');
}
await measure(`a person moved, of ${PEOPLE}`, async () => {
  await press(large, 'reassign', shown, { pilot: '0' });
  await until([large], ({ users }) => (users.holding.ENTERPRISEWITHSCAL ?? 0) === 0, 'PT2S');
  return Number(PEOPLE);
});

console.table(rows);
for (const one of [bot, sandbox]) {
  one.disconnect();
  await once(one, 'exit');
}
await rm(folder, { recursive: true, force: true });
process.exit(0);

async function child(file, ...args) {
  const started = fork(here(file), args, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'], execArgv: ['--expose-gc'] });
  const [{ url }] = await once(started, 'message');
  return Object.assign(started, { url });
}
