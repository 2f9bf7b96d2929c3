import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { order } from '../../src/engine/steps/order.js';
import type { StepTools } from '../../src/engine/steps/step.js';
import { PortError } from '../../src/upgrade/ports.js';
import { advance } from '../../src/upgrade/run/advance.js';
import type { Found } from '../../src/upgrade/run/found.js';
import type { Json } from '../support/card-json.js';
import { comesToRest, counted, happens, sent, toCheckout, toPurchase } from '../support/on-the-way.js';
import { reportOf } from '../support/report-links.js';
import { now as at, runIn } from '../support/runs.js';
import type { TeamsPerson } from '../support/teams-client.js';
import { people, startTestApp, type TestApp } from '../support/test-app.js';
import { nothingCanBeWritten } from '../support/unwritable.js';

/** What money is spent on: an order leaves once, and only as the run says that it does. */

const orders = { method: 'POST', path: '/subscriptions/[^/]+/transitions' };
const addresses = { method: 'GET', path: '/profiles/billing' };
/** How long the bot is held up where something is to happen meanwhile, in milliseconds of real time. */
const held = 800;

let app: TestApp;
let tenant: string;
let alex: TeamsPerson;
beforeAll(async () => {
  app = await startTestApp('contoso');
});
beforeEach(async () => {
  await app.sandbox.faults([]);
});
afterAll(() => app.stop());

async function inTenant(scenario: string | Json): Promise<void> {
  tenant = randomUUID();
  await app.sandbox.put(tenant, scenario);
  alex = app.person('alex', 'en-US', tenant);
}
const ledger = () => app.sandbox.ledger(tenant);
const now = async () => Date.parse((await ledger()).now);

const struck = async (fault: number) => (await app.sandbox.struck())[fault] ?? 0;

describe('an order', () => {
  /** Has the order placed, and holds the bot up at the last thing it reads before the order leaves. */
  async function aboutToOrder(): Promise<void> {
    await inTenant({ users: 5 });
    await toCheckout(alex);
    await app.sandbox.faults([{ match: addresses, effect: 'slow', ms: held, times: 1 }, counted(orders.path, 'POST')]);
    await alex.click('placeOrder');
    await happens(async () => (await struck(0)) === 1);
  }

  it('does not leave when it cannot be written down as sent, and leaves once when it can', async () => {
    await aboutToOrder();
    const letWrite = await nothingCanBeWritten(app.dataDir);
    await app.sandbox.faults([counted(addresses.path, 'GET'), counted(orders.path, 'POST')]);
    try {
      for (let tries = 1; tries <= 3; tries += 1) {
        await happens(async () => {
          await app.sandbox.advance('PT3S');
          return (await struck(0)) >= tries;
        });
        expect(await struck(1)).toBe(0);
      }
    } finally {
      await letWrite();
    }
    // What went wrong may just have been written down after all: then a person lets it go on.
    const next = await app.until(alex, (card) => card.id === 'needs-attention' || sent('completed')(card));
    if (next.id === 'needs-attention') {
      await alex.click('retry');
      await app.until(alex, sent('completed'));
    }
    expect(await struck(1)).toBe(1);
    expect((await ledger()).orders).toHaveLength(1);
  });

  it('does not leave when the upgrade was ended while it was being made ready', async () => {
    await aboutToOrder();
    await alex.say('practice contoso');
    await comesToRest(app);
    expect(await struck(1)).toBe(0);
    expect((await ledger()).orders).toEqual([]);
  });

  it('leaves once though something else is changed while it is being made ready', async () => {
    await inTenant({ users: 5 });
    const megan = app.person('megan', 'en-US', tenant);
    await toCheckout(alex);
    await megan.say('status');
    await app.sandbox.faults([
      { match: addresses, effect: 'slow', ms: held, times: 1 },
      // Long enough on its way to meet another that was made ready meanwhile.
      { ...counted(orders.path, 'POST'), ms: 2 * held },
    ]);
    await alex.click('placeOrder');
    await happens(async () => (await struck(0)) === 1);
    await megan.say('unfollow');
    await app.until(alex, sent('completed'));
    expect(await struck(1)).toBe(1);
  });

  it('that is refused may be one that was taken before: reading tells', async () => {
    const before = runIn.ordering();
    let run = { ...before, state: { ...before.state, sent: false } } as typeof before;
    const commerce = {
      can: { changeParties: false },
      place: async () => {
        throw new PortError({ is: 'refused', code: '800060', text: 'It was submitted already.' }, 'placing an order');
      },
      find: async () => ({ is: 'inProgress' }),
      rolesOf: async () => undefined,
    };
    const directory = { rolesOf: async () => ['billingAdministrator'] };
    const tell = async (found: Found) => {
      run = advance(run, found, at);
      return run;
    };
    await order(run, { world: { directory, commerceFor: async () => commerce }, tell } as unknown as StepTools);
    expect(run).toMatchObject({ state: { is: 'transition' }, order: { key: before.order?.key } });
  });

  it('is billed to whom the admin said, and writes nothing where nobody said otherwise', async () => {
    await inTenant({ users: 5 });
    await toCheckout(alex);
    await app.sandbox.faults([counted(addresses.path, 'PUT')]);
    await alex.click('placeOrder');
    await app.until(alex, sent('completed'));
    expect(await struck(0)).toBe(0);
    await inTenant({ users: 5 });
    await toCheckout(alex);
    await alex.click('changeBilledTo', { billedTo_companyName: 'Contoso Finance' });
    await alex.click('placeOrder');
    await app.until(alex, sent('completed'));
    expect(await struck(0)).toBe(1);
  });

  it('that was declined stays in the report beside the one that took its place', async () => {
    await inTenant({ users: 10, payment: 'invoice', creditCheck: 'decline' });
    await toCheckout(alex);
    await alex.click('placeOrder');
    await app.until(alex, 'credit-check', 'PT1S');
    await app.sandbox.advance('P5D');
    await app.until(alex, sent('needs-attention'));
    await alex.click('retry');
    await app.sandbox.patch(tenant, { creditCheck: 'none' });
    await alex.click('placeOrder');
    await app.until(alex, sent('completed'));
    const { run } = (await reportOf(alex)) as { run: { orders: { key: string; outcome: string }[] } };
    expect(run.orders.map(({ outcome }) => outcome)).toEqual(['declined', 'completed']);
    expect(new Set(run.orders.map(({ key }) => key)).size).toBe(2);
  });

  it('whose outcome stays unknown is sent three times in all, after patient reading, and then left to a person', async () => {
    await inTenant({ users: 5 });
    await toCheckout(alex);
    const lost = { match: orders, effect: 'status', status: 500, times: 1 } as const;
    const turnedAway = { ...lost, status: 429, retryAfter: 1 };
    await app.sandbox.faults([lost, turnedAway, lost, turnedAway, lost, counted(orders.path, 'POST')]);
    const from = await now();
    await alex.click('placeOrder');
    await app.until(alex, 'needs-attention', 'PT2S');
    // Four looks each time, one, two and four seconds apart.
    expect((await now()) - from).toBeGreaterThanOrEqual(3 * 7_000);
    await app.sandbox.advance('PT20H');
    await alex.say('status');
    expect(alex.card.id).toBe('needs-attention');
    expect(await app.sandbox.struck()).toEqual([1, 1, 1, 1, 1, 0]);

    const retried = await now();
    await alex.click('retry');
    await app.until(alex, sent('completed'), 'PT5S');
    const [order, ...more] = (await ledger()).orders;
    expect(more).toEqual([]);
    expect(Date.parse(order?.at ?? '') - retried).toBeGreaterThanOrEqual(7_000);
    const { audit } = (await reportOf(alex)) as { audit: { what: string; details: { key?: string } }[] };
    expect(audit.find(({ what }) => what === 'placeOrder')?.details.key).toBe(order?.key);
  });

  it('that may have left is read, not sent, when a permission that was missing is there again', async () => {
    await inTenant({ users: 5 });
    await toCheckout(alex);
    await app.sandbox.faults([
      { match: orders, effect: 'status', status: 500, times: 1 },
      { match: { method: 'GET', path: orders.path }, effect: 'status', status: 403 },
    ]);
    await alex.click('placeOrder');
    await app.until(alex, 'needs-attention', 'PT1S');
    await app.sandbox.faults([counted(orders.path, 'GET'), counted(orders.path, 'POST')]);
    await happens(async () => {
      await app.sandbox.advance('PT1S');
      return (await struck(1)) > 0;
    });
    // One look whether the permission is there, and four that find nothing.
    expect(await struck(0)).toBeGreaterThanOrEqual(5);
    await app.until(alex, sent('completed'));
  });

  it('that Microsoft asks to wait with leaves anew when that time has passed', async () => {
    await inTenant({ users: 5 });
    await toCheckout(alex);
    await app.sandbox.faults([{ match: orders, effect: 'status', status: 429, retryAfter: 300, times: 1 }]);
    const from = await now();
    await alex.click('placeOrder');
    await app.until(alex, sent('completed'));
    const [order, ...more] = (await ledger()).orders;
    expect(more).toEqual([]);
    expect(Date.parse(order?.at ?? '') - from).toBeGreaterThanOrEqual(300_000);
  });
});

describe('what an admin says is bought', () => {
  it('is believed when it shows, and not for what was there before', async () => {
    await inTenant({ users: 3, commerce: 'admin-center', owned: [{ sku: 'SPE_E5', seats: 30, users: 0 }] });
    await alex.say('upgrade');
    await alex.say('manually');
    await alex.click('choosePlan', { plan: 'SPE_E5' });
    await alex.click('acknowledge');
    await alex.click('buyNew');
    await alex.click('taskDone');
    await app.until(alex, ({ text }) => text.includes('no new Microsoft 365 E5 subscription'), 'PT5S');
    expect(alex.card.id).toBe('admin-task');
    await alex.say('yes, stop');
  });
});

describe('an order that has not left', () => {
  const nothing = 'Nothing was bought or changed.';

  it('is not there any more when the upgrade is stopped while it is being made ready', async () => {
    await inTenant({ users: 5 });
    await toCheckout(alex);
    await app.sandbox.faults([{ match: { path: 'assignedLicenses' }, effect: 'slow', ms: held, times: 1 }]);
    await alex.click('placeOrder');
    await happens(async () => (await struck(0)) === 1);
    await alex.say('stop');
    expect(alex.card.id).toBe('stopped');
    expect(alex.card.text).toContain(nothing);
    await comesToRest(app);
    expect((await ledger()).orders).toEqual([]);
  });

  describe('because its time has not come', () => {
    async function scheduled(): Promise<void> {
      await inTenant({ users: 5 });
      alex = app.teams.person({ ...people.alex, tenantId: tenant, timeZone: 'UTC' });
      await toCheckout(alex);
      const tomorrow = new Date((await now()) + 24 * 3_600_000).toISOString();
      await alex.say(`schedule ${tomorrow.slice(0, 10)} ${tomorrow.slice(11, 16)}`);
      await alex.click('placeOrder');
      expect(alex.card.id).toBe('scheduled');
    }
    const timeComes = async (): Promise<void> => void (await app.sandbox.advance('P1DT1M'));

    it('is not there any more when the upgrade is stopped, and its time brings nothing', async () => {
      await scheduled();
      await alex.say('stop');
      expect(alex.card.text).toContain(nothing);
      await timeComes();
      await comesToRest(app);
      expect((await ledger()).orders).toEqual([]);
      const { audit } = (await reportOf(alex)) as { audit: { what: string }[] };
      expect(audit.at(-1)?.what).toBe('stop');
    });

    it('waits for the roles of whoever placed it where Graph does not tell them', async () => {
      await scheduled();
      await app.sandbox.faults([
        { match: { path: '/transitiveMemberOf' }, effect: 'status', status: 429, retryAfter: 30, times: 2 },
      ]);
      await timeComes();
      await app.until(alex, sent('completed'));
      expect(await app.sandbox.faultsLeft()).toEqual([]);
      expect((await ledger()).orders).toHaveLength(1);
    });

    it.each([
      [
        'whoever placed it has lost the role',
        { admins: [{ id: people.alex.aadObjectId, name: 'Alex', roles: ['Global Reader'] }] },
      ],
      ['something has got in the way', { blockers: ['UNPAID_BALANCE'] }],
    ])('is not there any more when %s at that time', async (_what, change) => {
      await scheduled();
      await app.sandbox.patch(tenant, change);
      const told = alex.waitFor(({ how, id }) => how === 'message' && id !== 'scheduled');
      await timeComes();
      await told;
      await app.sandbox.patch(tenant, {
        admins: [{ id: people.alex.aadObjectId, name: 'Alex', roles: ['Global Administrator'] }],
      });
      await alex.say('stop');
      expect(alex.card.text).toContain(nothing);
      expect((await ledger()).orders).toEqual([]);
    });
  });
});

describe('paying by invoice', () => {
  it('is refused below the least total for which Microsoft sends one', async () => {
    const profiles = [{ name: 'Contoso', payments: ['card', 'invoice'] }];
    await inTenant({ commerce: 'billing-account', users: 2, billing: { profiles } });
    await toPurchase(alex, 'ENTERPRISEPACK', true);
    await alex.click('changePayment', { payment: 'invoice' });
    expect(alex.card.text).toContain("Invoice is available from $300.00. The payment method hasn't changed.");
    await alex.say('invoice');
    expect(alex.card.text).toContain("Invoice is available from $300.00. The payment method hasn't changed.");
    await alex.click('backToCart');
    await alex.click('goToCheckout', { quantity: '20' });
    await alex.click('changePayment', { payment: 'invoice' });
    expect(alex.card.text).not.toContain('Invoice is available from');
  });
});
