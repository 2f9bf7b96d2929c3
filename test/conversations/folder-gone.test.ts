import { rm } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { atRest } from '../support/at-rest.js';
import { toCheckout } from '../support/on-the-way.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

/** Somebody deletes the data folder under a bot that runs: what cannot be kept is not done. */

describe('a data folder that is deleted while the bot runs', () => {
  let app: TestApp;
  beforeEach(async () => {
    // The sandbox keeps its own things elsewhere.
    app = await startTestApp({ users: 3 }, { through: async (url) => url });
  });
  afterEach(() => app.stop());

  it('takes no order with it: none is placed that nobody would know of, and it is said that nothing is kept', async () => {
    const alex = app.person('alex');
    await toCheckout(alex);
    await rm(app.dataDir, { recursive: true, force: true });
    await alex.click('placeOrder');
    for (let n = 0; n < 10; n += 1) {
      await app.sandbox.advance('PT20S');
      await atRest();
    }
    expect((await app.sandbox.ledger(app.tenant)).orders).toHaveLength(0);
    expect(alex.card.text).toMatch(/couldn't|not kept|not saved|can't/i);
    expect((await fetch(`${app.url}/healthz`)).status).toBe(200);
    const deadline = Date.now() + 20_000;
    let ready = 200;
    while (ready === 200 && Date.now() < deadline) {
      ready = (await fetch(`${app.url}/readyz`)).status;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    expect(ready).toBe(503);
  }, 40_000);
});
