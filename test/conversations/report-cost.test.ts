import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { linksOf } from '../support/report-links.js';
import type { TeamsPerson } from '../support/teams-client.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

/** What it costs Microsoft Graph, and the run, that a report is taken, counted by the cloud itself. */

describe('a link to a report', () => {
  let app: TestApp;
  let alex: TeamsPerson;
  beforeAll(async () => {
    app = await startTestApp({ users: 60, blockers: ['MULTIPLE_PLANS_SAME_PRODUCT'], commerce: 'partner-center' });
    alex = app.person('alex');
    await alex.say('upgrade');
    await alex.click('upgradeManually');
    await alex.click('choosePlan', { plan: 'SPE_E5' });
    await alex.click('acknowledge');
    await alex.click('buyNew');
    await alex.click('goToCheckout');
    await alex.click('placeOrder');
    await app.until(alex, (card) => card.id === 'manual-reassign' && card.how === 'message', 'PT5M');
  });
  afterAll(() => app.stop());

  /** Which roles somebody is a member of, and that they are for the whole tenant. */
  const readsOfRoles = 2;
  const reads = async () => {
    const { graph } = (await app.sandbox.ledger(app.tenant)).requests;
    return graph.reads;
  };

  it('costs a hundred who open it what one costs, and one who opens it again no more than whether they may; it is written down once', async () => {
    await alex.say('report');
    const [url = ''] = linksOf(alex.card.card);
    const before = await reads();
    const bodies = await Promise.all(
      Array.from({ length: 100 }, async () => {
        const answer = await fetch(url);
        return [answer.status, (await answer.text()).split('\r\n').length];
      }),
    );
    expect(bodies).toEqual(Array.from({ length: 100 }, () => [200, 62]));
    // Whether the person may still see the tenant is asked for all who open it, or once for some at that moment.
    const concurrently = (await reads()) - before;
    expect(concurrently).toBeLessThanOrEqual(100 * readsOfRoles);
    for (let n = 0; n < 20; n += 1) await (await fetch(url)).text();
    expect((await reads()) - before - concurrently).toBe(20 * readsOfRoles);

    const everything = await (await fetch(linksOf(alex.card.card).at(-1) ?? '')).json();
    const taken = (everything as { audit: { what: string }[] }).audit.filter(({ what }) => what === 'reportTaken');
    // That of the people, and this one.
    expect(taken.length).toBeLessThanOrEqual(2);
  });
});
