import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { child } from './child.js';
import { load, median, post, written } from './load.js';
import { row } from './measure.js';

const people = Number(process.env.MOVED_PEOPLE ?? 20_000);
const rounds = Number(process.env.MOVED_ROUNDS ?? 5);
const roundMs = Number(process.env.MOVED_MS ?? 4_000);
/** Turns of somebody else come from so many people, each of whom takes one so often: a busy morning, and no flood. */
const [connections, everyMs] = [4, 50];
const serviceUrl = 'http://127.0.0.1:1/';

/**
 * Somebody else's turns while a run moves 20,000 people at the pace of the documented quota, and while it is paused, in
 * turn: how long the slowest in a hundred takes, and how late the process comes to what is due.
 */
export async function whileMoving(folder) {
  const sandbox = await child('sandbox-server.js');
  const env = { DATA_DIR: join(folder, 'while-moving'), SANDBOX_URL: sandbox.url, COMMERCE: 'partner-center' };
  const bot = await child('bot-server.js', JSON.stringify(env));
  const [mover] = await tenantOf(sandbox.url, {
    users: people,
    seats: people,
    blockers: ['MULTIPLE_PLANS_SAME_PRODUCT'],
    owned: [{ sku: 'SPE_E3', seats: people + 10, users: 0 }],
  });
  const others = [];
  const say = (who, text) => told(post(`${bot.url}/api/messages`, { activity: written(text, who) }), text);
  for (let n = 0; n < 10; n += 1) {
    const admins = await tenantOf(sandbox.url, { users: 25 }, 40);
    await say(admins[0], 'upgrade');
    for (const who of admins) await say(who, 'status');
    others.push(...admins);
  }
  await toMoving({ bot, sandbox, mover, say });

  const measured = { paused: [], moving: [] };
  for (let round = -1; round < rounds; round += 1)
    for (const [how, word] of [
      ['paused', 'pause'],
      ['moving', 'resume'],
    ]) {
      await until(bot, mover, word, how === 'paused' ? '"resume"' : '"pause"');
      await new Promise((resolve) => setTimeout(resolve, 500));
      const before = await heldBy(sandbox.url, mover.tenant);
      await ask(bot, 'watch delay');
      const activityOf = (n) => written('status', others[n % others.length]);
      const isRight = (body) => body.includes('"id":"upgrade-available"');
      const turns = await load({ url: bot.url, connections, everyMs, ms: roundMs, activityOf, isRight });
      const { delayMs } = await ask(bot, 'delay');
      const moved = (await heldBy(sandbox.url, mover.tenant)) - before;
      if (how === 'moving' && moved === 0) throw new Error('nobody was moved meanwhile');
      if (round >= 0) measured[how].push({ ...turns, delayMs, moved });
    }
  bot.disconnect();
  sandbox.disconnect();
  const middle = (how, what) => median(measured[how].map((one) => one[what]));
  const of = (what, unit, name) =>
    row(`while ${people} people are moved: ${name}`, unit, middle('moving', what), 'paused', middle('paused', what));
  return [
    of('p99', 'ms p99', "another's turn"),
    of('p50', 'ms p50', "another's turn, the middle one"),
    of('delayMs', 'ms p99', 'delay of the event loop'),
    row(
      `while ${people} people are moved: people`,
      'people/s',
      (middle('moving', 'moved') * 1_000) / roundMs,
      'the quota at 0.8',
      16,
    ),
  ];
}

async function toMoving({ bot, sandbox, mover, say }) {
  for (const text of ['upgrade', 'manually', 'Microsoft 365 E3', 'understood', 'use 1']) await say(mover, text);
  for (let n = 0; n < 100; n += 1) {
    if ((await say(mover, 'status')).includes('"id":"manual-reassign"')) break;
    await fetch(`${sandbox.url}/_sandbox/clock`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ advance: 'PT1M' }),
    });
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
  const [, runId, revision] = /"runId":"([\w-]+)","revision":(\d+)/.exec(await say(mover, 'status')) ?? [];
  const action = { type: 'Action.Execute', verb: 'reassign', data: { runId, revision: Number(revision), pilot: '0' } };
  const { text, deliveryMode, ...activity } = written('', mover);
  const pressed = { ...activity, type: 'invoke', name: 'adaptiveCard/action', value: { action, trigger: 'manual' } };
  await told(post(`${bot.url}/api/messages`, { activity: pressed }), 'reassign');
  await until(bot, mover, 'status', '"pause"');
}

/** Says it until the card has what it is to have: the engine goes on in between. */
async function until(bot, who, text, has) {
  let body = '';
  for (let n = 0; n < 200; n += 1) {
    body = await told(post(`${bot.url}/api/messages`, { activity: written(n === 0 ? text : 'status', who) }), text);
    if (body.includes(`"verb":${has}`)) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${text}: ${body.slice(0, 2_000)}`);
}

async function told(sending, what) {
  const { status, body } = await sending;
  if (status !== 200) throw new Error(`${what}: ${status} ${body.slice(0, 500)}`);
  return body;
}

async function ask(bot, what) {
  bot.send(what);
  const [answer] = await once(bot, 'message');
  return answer;
}

/** @returns its admins, all of whom may do everything */
async function tenantOf(sandbox, scenario, count = 1) {
  const tenant = randomUUID();
  const all = Array.from({ length: count }, (_, n) => ({
    person: randomUUID(),
    name: `Admin ${n}`,
    tenant,
    serviceUrl,
  }));
  const admins = all.map(({ person, name }) => ({ id: person, name, roles: ['Global Administrator'] }));
  const response = await fetch(`${sandbox}/_sandbox/tenants/${tenant}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ commerce: 'partner-center', latencyMs: [5, 20], ...scenario, admins }),
  });
  if (!response.ok) throw new Error(await response.text());
  return all;
}

const heldBy = async (sandbox, tenant) =>
  (await (await fetch(`${sandbox}/_sandbox/tenants/${tenant}`)).json()).users.holding.SPE_E3 ?? 0;
