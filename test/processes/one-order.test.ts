import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type Bots, startBots } from '../support/bots.js';
import { describePostgres, newDatabase } from '../support/postgres/databases.js';
import type { TeamsPerson } from '../support/teams-client.js';
import { people } from '../support/test-app.js';

/** Three real processes on one PostgreSQL: whichever takes a turn, it is one bot. */

describePostgres('three processes on one database', () => {
  let bots: Bots;
  let tenant: string;

  beforeAll(async () => {
    bots = await startBots(await newDatabase(), 3);
  });
  afterAll(() => bots.stop());

  async function begin(scenario: string, locale = 'en-US'): Promise<TeamsPerson> {
    tenant = randomUUID();
    await bots.sandbox.put(tenant, scenario);
    return bots.teams.person({ ...people.alex, locale, tenantId: tenant });
  }
  const toldOf = (person: TeamsPerson, id: string) =>
    person.cards.filter((card) => card.id === id && card.how === 'message');

  it('place one order of fifty simultaneous clicks and texts, and tell of its end once', async () => {
    const alex = await begin('contoso');
    await alex.say('upgrade');
    await alex.click('choosePlan', { plan: 'SPE_E3' });
    await alex.click('acknowledge');
    await alex.click('goToCheckout');
    const { card } = alex;
    expect(card.verbs).toContain('placeOrder');
    const turns = Array.from({ length: 50 }, (_, n) =>
      n % 2 === 0 ? alex.click('placeOrder', {}, card) : alex.say('place order'),
    );
    for (const { status } of await Promise.all(turns)) expect(status).toBeLessThan(300);
    await until(bots, () => toldOf(alex, 'completed').length > 0);
    const ledger = await bots.sandbox.ledger(tenant);
    expect(ledger.orders).toHaveLength(1);
    expect(ledger.users.unlicensedMoments).toBe(0);
    expect(toldOf(alex, 'completed')).toHaveLength(1);
  });
});

/** Moves the clock until something is so, and lets the bots follow it. */
async function until({ sandbox }: Bots, isSo: () => boolean, step = 'PT1M', withinMs = 60_000): Promise<void> {
  for (const end = Date.now() + withinMs; !isSo(); ) {
    if (Date.now() > end) throw new Error('it did not come to be so');
    await sandbox.advance(step);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
