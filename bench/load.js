import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';

/**
 * So many connections, made before it counts, on which one turn follows the other, for so long; each by somebody else than
 * the one before.
 * @param everyMs how long it is at least from one turn on a connection to the next
 * @param activityOf the activity of the n-th turn
 * @param isRight whether an answer's body is what a turn of this kind is answered
 * @returns turns a second, and how long the middle one and the slowest in twenty and in a hundred took, in milliseconds
 */
export async function load({ url, connections, ms, everyMs = 0, headers = {}, activityOf, isRight }) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const took = [];
  let turns = 0;
  const turn = async () => {
    const sent = performance.now();
    const { status, body } = await post(`${url}/api/messages`, { agent, headers, activity: activityOf(turns++) });
    if (status !== 200 || !isRight(body)) throw new Error(`a turn was answered ${status}: ${body.slice(0, 500)}`);
    return performance.now() - sent;
  };
  // Node lets connections in one at a time; Teams' stay open, and making them is no part of a turn.
  await Promise.all(Array.from({ length: connections }, turn));
  const began = performance.now();
  const one = async () => {
    while (performance.now() - began < ms) {
      const own = await turn();
      took.push(own);
      if (own < everyMs) await new Promise((resolve) => setTimeout(resolve, everyMs - own));
    }
  };
  await Promise.all(Array.from({ length: connections }, one));
  const seconds = (performance.now() - began) / 1_000;
  agent.destroy();
  took.sort((a, b) => a - b);
  const at = (share) => took[Math.min(took.length - 1, Math.floor(took.length * share))];
  return { perSecond: took.length / seconds, p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}

export function post(address, { agent, headers = {}, activity }) {
  const body = JSON.stringify(activity);
  const told = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body), ...headers };
  return new Promise((resolve, reject) => {
    const call = request(address, { method: 'POST', agent, headers: told }, (response) => {
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('end', () => resolve({ status: response.statusCode, body: Buffer.concat(chunks).toString('utf8') }));
    });
    call.on('error', reject);
    call.end(body);
  });
}

/** What somebody writes in their chat with the bot, as Teams brings it; its answers come back with the response. */
export function written(text, { person, name, tenant, serviceUrl }) {
  return {
    type: 'message',
    id: randomUUID(),
    timestamp: new Date().toISOString(),
    text,
    channelId: 'msteams',
    serviceUrl,
    deliveryMode: 'expectReplies',
    locale: 'en-US',
    from: { id: `29:${person}`, name, aadObjectId: person },
    recipient: { id: '28:bot', name: 'Upgrade Assistant' },
    conversation: { id: `a:${person}`, conversationType: 'personal', tenantId: tenant },
    entities: [{ type: 'clientInfo', locale: 'en-US', country: 'US', platform: 'Web', timezone: 'Europe/Stockholm' }],
    channelData: { tenant: { id: tenant } },
  };
}

export const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
