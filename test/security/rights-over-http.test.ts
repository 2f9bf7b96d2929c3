import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DirectoryRole } from '../../src/upgrade/tenant/roles.js';
import { linksOf } from '../support/report-links.js';
import type { SeenCard, TeamsPerson } from '../support/teams-client.js';
import { startTestApp, type TestApp, type Who } from '../support/test-app.js';
import { mayByTable } from './rights-of.js';

/** Role × action × tenant × way over HTTP, in the states of the manual path, held to the table that SECURITY.md prints. */

const roleOf: Record<Who, DirectoryRole | undefined> = {
  alex: 'globalAdministrator',
  megan: 'billingAdministrator',
  adele: 'licenseAdministrator',
  isaiah: 'userAdministrator',
  lynne: 'globalReader',
  patti: undefined,
};
const held = (who: Who) => [roleOf[who]].filter((role) => role !== undefined);
const everybody = Object.keys(roleOf) as Who[];
const buttons: Record<string, Record<string, unknown>> = { reassign: { pilot: '0' }, cancelOld: { confirm: 'true' } };

describe('the whole bot', () => {
  let app: TestApp;
  let alex: TeamsPerson;
  beforeAll(async () => {
    app = await startTestApp({ users: 5 });
    alex = app.person('alex');
  });
  afterAll(() => app.stop());

  const without = (verb: string) => everybody.filter((who) => !mayByTable(verb, held(who)));

  /** Everybody tries it to whom the table does not give it, in both ways; and everybody of another tenant. */
  async function nobodyElse(verb: string, words: string, on: SeenCard): Promise<void> {
    const before = await app.sandbox.ledger(app.tenant);
    for (const who of without(verb)) {
      const person = app.person(who);
      await person.say(words);
      expect([who, 'text', person.card.id]).toEqual([who, 'text', 'refused']);
      await person.click(verb, buttons[verb] ?? {}, on);
      expect([who, 'card', person.card.id]).toEqual([who, 'card', 'refused']);
    }
    const elsewhere = randomUUID();
    await app.sandbox.put(elsewhere, 'contoso');
    for (const who of everybody) {
      const stranger = app.person(who, 'en-US', elsewhere);
      await stranger.click(verb, buttons[verb] ?? {}, on);
      expect([who, stranger.card.id]).toEqual([who, roleOf[who] ? 'notice' : 'refused']);
    }
    const { orders, cancellations, users } = await app.sandbox.ledger(app.tenant);
    expect([orders, cancellations, users.holding]).toEqual([before.orders, before.cancellations, before.users.holding]);
    const again = app.person('alex');
    await again.say('status');
    expect(again.card.id).toBe(on.id);
  }

  it('orders, moves people and cancels for those alone to whom the table gives it', async () => {
    await alex.say('upgrade');
    await alex.click('upgradeManually');
    await alex.click('choosePlan', { plan: 'SPE_E3' });
    await alex.click('acknowledge');
    await alex.click('buyNew');
    await alex.click('goToCheckout');
    const checkout = alex.card;
    await nobodyElse('placeOrder', 'place order', checkout);
    await alex.click('placeOrder', {}, checkout);
    const reassign = await app.until(alex, (card) => card.id === 'manual-reassign' && card.how === 'message', 'PT1M');
    await nobodyElse('reassign', 'reassign', reassign);
    await alex.click('reassign', { pilot: '0' }, reassign);
    const cancel = await app.until(alex, (card) => card.id === 'manual-cancel' && card.how === 'message', 'PT5S');
    await nobodyElse('cancelOld', 'cancel E4', cancel);
    await nobodyElse('undo', 'undo', cancel);
    await alex.click('cancelOld', { confirm: 'true' }, cancel);
    await app.until(alex, 'completed', 'PT5S');
  });

  it('gives a report by its link to those alone to whom the table gives it, when it is opened', async () => {
    await alex.say('report');
    const link = linksOf(alex.cards.findLast(({ id }) => id === 'report')?.card ?? {}).at(-1) ?? '';
    expect((await fetch(link)).status).toBe(200);
    const { patti } = { patti: app.person('patti') };
    await patti.say('report');
    expect(patti.card.id).toBe('refused');
    await app.sandbox.patch(app.tenant, { admins: [] });
    expect((await fetch(link)).status).toBe(403);
  });
});
