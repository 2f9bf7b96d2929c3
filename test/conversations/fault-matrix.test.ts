import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { atRest } from '../support/at-rest.js';
import type { Fault } from '../support/sandbox-control.js';
import type { SeenCard, TeamsPerson } from '../support/teams-client.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

/**
 * Each kind of request goes wrong in each way for three hours of the tenant's time, then answers again: the upgrade says
 * what it waits for, asks no more than it has to, and ends right. `FAULTS=all` tries every pair; otherwise a
 * few are tried.
 */

const requests: Record<string, Fault['match']> = {
  'reading products': { method: 'GET', path: '/subscribedSkus' },
  'reading purchases': { method: 'GET', path: '/directory/subscriptions' },
  'listing people': { method: 'GET', path: '/users\\?' },
  'reading roles': { method: 'GET', path: '/roleManagement|transitiveMemberOf|memberOf' },
  'changing licences': { method: 'POST', path: '/assignLicense' },
  'making a cart': { method: 'POST', path: '/carts$' },
  'checking out': { method: 'POST', path: '/checkout' },
  'reading the cart': { method: 'GET', path: '/carts/' },
  'ending a subscription': { method: 'PATCH', path: '/subscriptions/' },
};
const status = (code: number, more: Partial<Fault> = {}) => ({ effect: 'status', status: code, ...more }) as const;
const ways: Record<string, Omit<Fault, 'match'>> = {
  '429 with no wait at all': status(429, { retryAfter: 0 }),
  '429 with an absurd wait': status(429, { retryAfter: 8_640_000 }),
  '429 without a word': status(429),
  '500': status(500),
  '503': status(503),
  '409': status(409),
  '412': status(412),
  'a page of a proxy': status(403, { body: '<html>Blocked</html>' }),
  'an empty answer': status(200, { body: '' }),
  'half an answer': status(200, { body: '{"value": [' }),
  'an answer of another shape': status(200, { body: { value: 5, status: [] } }),
  'a broken connection': { effect: 'reset' },
  'a lost reply': { effect: 'lostReply' },
  '401': status(401),
  '403': status(403),
  '404': status(404),
};
const kinds = Object.keys(requests);
const faults = Object.keys(ways);
/** The pairs that are tried always: what lasted for ever without a pause or a word. */
const few = [
  ['changing licences', '429 with no wait at all'],
  ['checking out', '500'],
  ['making a cart', 'an answer of another shape'],
  ['ending a subscription', 'a page of a proxy'],
] as const;
const all = process.env.FAULTS === 'all';
const pairs = all ? kinds.flatMap((kind) => faults.map((way) => [kind, way] as const)) : few;
/** How long it lasts, and how long it may then take to end, in minutes of the tenants' time; and a step of the clock. */
const minutes = all ? 180 : 72;
const stepMinutes = 6;

type Upgrade = { kind: string; way: string; tenant: string; alex: TeamsPerson; begun: number; seen: Set<string> };

describe('whatever goes wrong for hours', () => {
  let app: TestApp;
  const upgrades: Upgrade[] = [];
  beforeAll(async () => {
    app = await startTestApp({ users: 3 });
  }, 60_000);
  afterAll(() => app.stop());

  const total = async ({ tenant }: Upgrade) => {
    const { graph, ...others } = (await app.sandbox.ledger(tenant)).requests as unknown as Record<
      string,
      Record<string, number>
    >;
    return [graph, ...Object.values(others)].reduce((sum, one) => sum + (one?.reads ?? 0) + (one?.writes ?? 0), 0);
  };
  const shown = ({ alex }: Upgrade): SeenCard => alex.card;

  /** What an admin does who does as the cards say. */
  async function goOn(upgrade: Upgrade, mayRetry: boolean): Promise<void> {
    const { alex, seen } = upgrade;
    const { id = '', verbs } = shown(upgrade);
    seen.add(id);
    if (id === 'manual-reassign' && verbs.includes('reassign')) await alex.click('reassign', { pilot: '0' });
    else if (id === 'manual-cancel' && verbs.includes('cancelOld')) await alex.click('cancelOld');
    else if (id === 'checkout' && verbs.includes('placeOrder')) await alex.click('placeOrder');
    else if (id === 'needs-attention' && mayRetry && verbs.includes('retry')) await alex.click('retry');
    else if (id === 'notice' || id === 'refused') await alex.say('status');
  }

  async function pass(span: number, mayRetry: boolean): Promise<void> {
    for (let passed = 0; passed < span; passed += stepMinutes) {
      await app.sandbox.advance(`PT${stepMinutes}M`);
      await atRest();
      for (const upgrade of upgrades) await goOn(upgrade, mayRetry);
    }
  }

  it('every upgrade is begun, asks a bounded number of times, says that it waits, and ends right', async () => {
    for (const [kind, way] of pairs) {
      const tenant = randomUUID();
      await app.sandbox.put(tenant, { users: 3 });
      const alex = app.person('alex', 'en-US', tenant);
      await alex.say('upgrade');
      await alex.click('upgradeManually');
      await alex.click('choosePlan', { plan: 'SPE_E3' });
      await alex.click('acknowledge');
      await alex.click('buyNew');
      await alex.click('goToCheckout');
      upgrades.push({ kind, way, tenant, alex, begun: 0, seen: new Set() });
    }
    for (const { alex } of upgrades) await alex.click('placeOrder');
    await app.sandbox.faults(
      upgrades.map(({ kind, way, tenant }) => ({ match: requests[kind] ?? {}, tenant, ...(ways[way] ?? status(500)) })),
    );
    for (const upgrade of upgrades) upgrade.begun = await total(upgrade);
    await pass(minutes, false);
    for (const upgrade of upgrades) {
      const { kind, way, seen } = upgrade;
      const asked = (await total(upgrade)) - upgrade.begun;
      expect({ kind, way, asked: asked < 4_000 ? 'bounded' : asked }).toEqual({ kind, way, asked: 'bounded' });
      // A role that cannot be read shows nobody anything but that.
      const isTold = ['completed', 'needs-attention', 'notice', 'refused'].some((id) => seen.has(id));
      const says = isTold || /since|I am still waiting/i.test(shown(upgrade).text);
      expect({ kind, way, says, card: says ? '' : shown(upgrade).text }).toMatchObject({ kind, way, says: true });
    }
    await app.sandbox.faults([]);
    await pass(minutes, true);
    for (const upgrade of upgrades) {
      const { kind, way, tenant } = upgrade;
      const { orders, users } = await app.sandbox.ledger(tenant);
      const { id, text } = shown(upgrade);
      const ended = { card: id === 'completed' ? id : text, orders: orders.length, moments: users.unlicensedMoments };
      expect({ kind, way, ...ended }).toEqual({ kind, way, card: 'completed', orders: 1, moments: 0 });
    }
  }, 1_800_000);
});
