import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { appId, startIssuer } from './issuer.js';
import { row } from './measure.js';
import { startCaller } from './teams-caller.js';

const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const atOnce = 200;
const turns = 110;
const everyMs = 50;
/** What a turn may take, in milliseconds, whatever others do. */
const mostMs = 1_000;

/**
 * How long somebody's turns take, in the worst of a hundred, while one person, one address without a genuine token, or
 * one tenant of five hundred people says as much as it can, two hundred at once; and while nobody does.
 */
export async function flood(folder) {
  const issuer = await startIssuer();
  const server = fork(here('door-server.js'), [join(folder, 'flood'), issuer.address, appId], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const [{ url, sandbox }] = await once(server, 'message');
  const [tenant, theirs] = [randomUUID(), randomUUID()];
  for (const id of [tenant, theirs]) await putTenant(sandbox, id);
  const caller = await startCaller();
  const somebody = { person: '00000000-0000-4000-8000-000000000001', tenant, text: 'status' };
  const say = () => caller.say(url, { ...somebody, authorization: issuer.genuine(caller.serviceUrl) });
  const rows = [];
  const alone = await slowest(say);
  for (const of of ['person', 'address', 'tenant']) {
    const stop = await startFlood({ url, of, tenant: theirs, issuer });
    const ms = await slowest(say);
    const statuses = await stop();
    console.log(`flood of one ${of}: answered ${JSON.stringify(statuses)}`);
    if (ms > mostMs) console.error(`flood of one ${of}: another's turn took ${ms} ms, more than ${mostMs}`);
    rows.push(row(`flood of one ${of}: another's turn`, 'ms p99', ms, 'no flood', alone));
  }
  caller.close();
  issuer.close();
  server.disconnect();
  return rows;
}

async function startFlood({ url, of, tenant, issuer }) {
  const child = fork(here('flood-client.js'), [url, of, tenant, String(atOnce)]);
  const [{ serviceUrl }] = await once(child, 'message');
  child.send({ authorization: of === 'address' ? issuer.forged() : issuer.genuine(serviceUrl) });
  await new Promise((resolve) => setTimeout(resolve, 2_000));
  return async () => {
    child.send('stop');
    const [{ statuses }] = await once(child, 'message');
    return statuses;
  };
}

/** A turn every so often, each answered. @returns what the slowest of a hundred took, in milliseconds */
async function slowest(say) {
  const took = [];
  for (let n = 0; n < turns; n += 1) {
    const began = performance.now();
    const status = await say();
    if (status !== 200) throw new Error(`a turn was answered ${status}`);
    took.push(performance.now() - began);
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
  // The first few are of code that was not compiled yet.
  const sorted = took.slice(10).sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length * 0.99)];
}

async function putTenant(sandbox, id) {
  const answer = await fetch(`${sandbox}/_sandbox/tenants/${id}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: '{"users":25}',
  });
  if (!answer.ok) throw new Error(`the sandbox answered ${answer.status}`);
}
