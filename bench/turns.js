import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { child } from './child.js';
import { appId, startIssuer } from './issuer.js';
import { load, median, post, written } from './load.js';
import { row } from './measure.js';

/**
 * Whole turns of people the bot knows, each over HTTP, answered with a card, against the bare echo of the Agents SDK under
 * the same load: the two in turn, and of the rounds the middle one. Bot, echo, Microsoft's cloud and callers have a
 * process each.
 */

const tenants = Number(process.env.TURN_TENANTS ?? 20);
const peopleEach = Number(process.env.TURN_PEOPLE ?? 100);
const rounds = Number(process.env.TURN_ROUNDS ?? 5);
const roundMs = Number(process.env.TURN_MS ?? 1_500);
const serviceUrl = 'http://127.0.0.1:1/';

/** V8 compiles what a turn runs through by and by: for so long every kind is taken before it counts, and so is the echo. */
const warmMs = Number(process.env.TURN_WARM_MS ?? 4_000);

const isCart = (body) => body.includes('"id":"cart"');

/**
 * Each kind of turn: who takes it, all when left out, or one half of each tenant's people; what somebody says their n-th
 * time; and what the answer is, which of what is kept is another where nothing was.
 */
const kinds = [
  { name: 'help', say: () => 'help', isRight: (body) => body.includes('"id":"help"') },
  { name: 'status', say: () => 'status', isRight: isCart },
  // Each person in turn joins and leaves: the run is on disk before it is said.
  {
    name: 'kept: follow, unfollow',
    half: 0,
    say: (time) => (time % 2 ? 'follow' : 'unfollow'),
    isRight: (body) => isCart(body) && /"You (get a message|won't get messages any more) /.test(body),
  },
  // Roles are asked of Graph for it, and the run has a new revision.
  {
    name: 'kept, by roles read live: quantity',
    half: 1,
    say: (time) => `quantity ${seats + (time % 2)}`,
    isRight: (body) => isCart(body) && !body.includes('licenses are fewer than'),
  },
];

/** Licences of the old plan that each tenant has: fewer are not ordered. */
const seats = 250;

export async function turns(folder) {
  const issuer = await startIssuer();
  const sandbox = await child('sandbox-server.js');
  const people = await populate(sandbox.url);
  const rows = [];
  for (const signed of [false, true]) {
    let taken = 0;
    /** How many turns of each kind were taken. */
    const counts = new Map();
    const count = () => {
      taken += 1;
    };
    // Which form of commerce a tenant has is said, as where there is no sandbox to ask for it.
    const env = { DATA_DIR: join(folder, `turns-${signed}`), SANDBOX_URL: sandbox.url, COMMERCE: 'partner-center' };
    const asked = {
      MicrosoftAppId: appId,
      BOT_TOKEN_ISSUER: issuer.address,
      BOT_OPENID_METADATA: `${issuer.address}/metadata`,
    };
    const bot = await child('bot-server.js', JSON.stringify({ ...env, ...(signed ? asked : {}) }));
    const echo = await child('echo-server.js', ...(signed ? [issuer.address, appId] : []));
    const headers = signed ? { authorization: issuer.genuine(serviceUrl) } : {};
    await acquaint(bot.url, people, headers);
    const before = await memoryOf(bot);
    // With a service URL the echo would ask for a token to answer with, though it is not going to.
    const theirs = (n) => ({
      ...written('hello', people[n % people.length]),
      ...(signed ? { serviceUrl: undefined } : {}),
    });
    // Once every kind was taken by as many at once as there will be: a process that has just begun has its room still to get.
    let warm;
    const warmed = async () => {
      warm = { turns: taken, ...(await memoryOf(bot)) };
    };
    for (const connections of [8, 64])
      rows.push(...(await compare({ bot, echo, headers, connections, people, theirs, signed, counts, count, warmed })));
    const after = await memoryOf(bot);
    for (const [what, name] of Object.entries({ rss: 'memory', heapUsed: 'memory in use' })) {
      const title = `${name}: after ${taken} turns${signed ? ', signed' : ''}`;
      rows.push(
        row(title, 'MB', after[what] / 1e6, 'after one of each person', before[what] / 1e6),
        row(`${title}, later on`, 'MB', after[what] / 1e6, `after ${warm.turns}`, warm[what] / 1e6),
      );
    }
    bot.disconnect();
    echo.disconnect();
  }
  sandbox.disconnect();
  issuer.close();
  return rows;
}

async function compare({ bot, echo, headers, connections, people, theirs, signed, counts, count, warmed }) {
  const same = { connections, headers };
  const seen = { echo: [], ...Object.fromEntries(kinds.map(({ name }) => [name, []])) };
  for (let round = -1; round < rounds; round += 1) {
    const ms = round < 0 ? warmMs : roundMs;
    const keep = (name, result) => round >= 0 && seen[name].push(result);
    keep(
      'echo',
      await load({ ...same, ms, url: echo.url, activityOf: theirs, isRight: (body) => body.includes('echo hello') }),
    );
    for (const { name, half, say, isRight } of kinds) {
      const those = people.filter((_, n) => half === undefined || Math.floor(n / tenants) % 2 === half);
      const activityOf = () => {
        const n = counts.get(name) ?? 0;
        counts.set(name, n + 1);
        count();
        return written(say(Math.floor(n / those.length)), those[n % those.length]);
      };
      keep(name, await load({ ...same, ms, url: bot.url, activityOf, isRight }));
    }
    if (round === 0) await warmed();
  }
  return kinds.map(({ name }) => {
    const what = `turn: ${name}, ${connections} at once${signed ? ', signed' : ''}`;
    return rowOf(
      what,
      middle(seen[name]),
      middle(seen.echo),
      seen[name].map((own, at) => own.perSecond / seen.echo[at].perSecond),
    );
  });
}

const middle = (results) =>
  Object.fromEntries(['perSecond', 'p50', 'p95', 'p99'].map((what) => [what, median(results.map((one) => one[what]))]));

function rowOf(name, ours, theirs, ratios) {
  const round = (value) => Number(value.toPrecision(3));
  const times = ({ p50, p95, p99 }) => [p50, p95, p99].map(round);
  return {
    name,
    unit: 'turns/s',
    ours: round(ours.perSecond),
    than: 'Agents SDK echo',
    theirs: round(theirs.perSecond),
    ratio: round(median(ratios)),
    ms: { ours: times(ours), theirs: times(theirs) },
  };
}

/** V8 gives back what it has no use for a while after garbage was collected, and when it is again. */
const restMs = 3_000;

/** Bytes at rest, once what nobody needs any more is gone: of the process, and what its heap holds. */
async function memoryOf(bot) {
  bot.send('use');
  await once(bot, 'message');
  await pause(restMs);
  bot.send('use');
  const [{ rss, heapUsed }] = await once(bot, 'message');
  return { rss, heapUsed };
}

/** Tenants of so many admins each, all of whom may do everything. */
async function populate(sandbox) {
  const people = [];
  for (let t = 0; t < tenants; t += 1) {
    const tenant = randomUUID();
    const admins = Array.from({ length: peopleEach }, (_, n) => ({
      id: randomUUID(),
      name: `Admin ${n} of ${t}`,
      roles: ['Global Administrator'],
    }));
    const response = await fetch(`${sandbox}/_sandbox/tenants/${tenant}`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        displayName: `Bench ${t}`,
        users: 150,
        seats,
        commerce: 'partner-center',
        admins,
        quotas: null,
      }),
    });
    if (response.status !== 200) throw new Error(await response.text());
    people.push(...admins.map(({ id, name }) => ({ person: id, name, tenant, serviceUrl })));
  }
  // Neighbours in the list are of different tenants.
  return people.map((_, n) => people[(n % tenants) * peopleEach + Math.floor(n / tenants)]);
}

/** One of each tenant goes as far as the cart; then everybody is known, and follows it. */
async function acquaint(url, people, headers) {
  const say = async (who, text, expected) => {
    const { status, body } = await post(`${url}/api/messages`, { headers, activity: written(text, who) });
    if (status !== 200 || !body.includes(`"id":"${expected}"`))
      throw new Error(`${text}: ${status} ${body.slice(0, 3_000)}`);
  };
  for (const first of people.slice(0, tenants)) {
    await say(first, 'upgrade', 'upgrade-available');
    await say(first, 'Microsoft 365 E5', 'before-you-begin');
    await say(first, 'understood', 'cart');
  }
  let next = 0;
  const one = async () => {
    for (;;) {
      const who = people[next++];
      if (!who) return;
      await say(who, 'status', 'cart');
    }
  };
  await Promise.all(Array.from({ length: 8 }, one));
}
