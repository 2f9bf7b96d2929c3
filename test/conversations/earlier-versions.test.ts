import { afterEach, describe, expect, it } from '@jest/globals';
import { en } from '../../src/sandbox/admin-center/words-en.js';
import { visitor } from '../sandbox/pages.js';
import { earlierVersions, leftBehind, momentsOf, startOn } from '../support/earlier-version.js';
import type { SeenCard, TeamsPerson } from '../support/teams-client.js';

/** A run that was in progress under an earlier version goes on under this one, wherever it stood. */

const sent = (id: string) => (card: SeenCard) => card.id === id && card.how === 'message';

describe.each(earlierVersions)('a run of %s', (version) => {
  let app: Awaited<ReturnType<typeof startOn>>;
  let alex: TeamsPerson;
  afterEach(() => app.stop());

  async function left(moment: string): Promise<void> {
    app = await startOn(leftBehind(version, moment));
    alex = app.person('alex');
  }

  const ledger = () => app.sandbox.ledger(app.tenant);
  const holding = async () => (await ledger()).users.holding;
  const servicesOff = async (sku: string) =>
    (await app.sandbox.users(app.tenant)).filter(({ disabledPlans }) => (disabledPlans[sku] ?? []).length > 0).length;

  const isMoved = async () =>
    expect({ ENTERPRISEWITHSCAL: 0, ...(await holding()) }).toMatchObject({ ENTERPRISEWITHSCAL: 0, SPE_E3: 6 });
  const isMovedBack = async () =>
    expect({ SPE_E3: 0, ...(await holding()) }).toMatchObject({ ENTERPRISEWITHSCAL: 6, SPE_E3: 0 });

  async function isUpgradedOnce(): Promise<void> {
    const { orders, users } = await ledger();
    expect(orders).toHaveLength(1);
    expect(users.holding).toEqual({ [orders[0]?.sku ?? '']: users.total });
    expect(users.unlicensedMoments).toBe(0);
  }

  describe('with an order under way', () => {
    /** At one bound: a clock that goes on by hours makes a bot that is busy look too late. */
    async function passesCreditCheck(): Promise<void> {
      await app.sandbox.advance('P5D');
      await app.until(alex, sent('completed'));
    }

    it('orders what had not left', async () => {
      await left('ordering-unsent');
      await app.until(alex, 'credit-check', 'PT1S');
      await passesCreditCheck();
      await isUpgradedOnce();
    });

    it('orders once what was lost on its way', async () => {
      await left('ordering-sent-and-lost');
      await app.until(alex, 'credit-check', 'PT1S');
      await passesCreditCheck();
      await isUpgradedOnce();
    });

    it('orders nothing anew that was taken', async () => {
      await left('ordering-sent-and-taken');
      await app.until(alex, sent('completed'));
      await isUpgradedOnce();
    });

    it('waits for its credit check, and is carried out', async () => {
      await left('credit-check');
      await passesCreditCheck();
      await isUpgradedOnce();
      expect(await servicesOff('SPE_E3')).toBe(3);
    });

    it('orders again when it is told to, after a decline', async () => {
      await left('trouble-order-declined');
      await alex.say('status');
      expect(alex.card.id).toBe('needs-attention');
      await alex.click('retry');
      expect(alex.card.id).toBe('checkout');
      await app.sandbox.patch(app.tenant, { creditCheck: 'none' });
      await alex.click('placeOrder');
      await app.until(alex, sent('completed'));
      expect((await ledger()).orders).toHaveLength(2);
    });

    it('looks again for an order that could not be settled, and places it once', async () => {
      await left('trouble-order-unsettled');
      await alex.say('status');
      await alex.click('retry');
      await app.until(alex, sent('completed'));
      await isUpgradedOnce();
    });
  });

  describe('that Microsoft carries out', () => {
    it('switches off again what the upgrade switched on', async () => {
      await left('transition');
      await app.sandbox.patch(app.tenant, { quotas: null });
      await app.until(alex, sent('completed'));
      await isUpgradedOnce();
      expect(await servicesOff('SPE_E3')).toBe(3);
    });

    it('is taken up where it was laid down', async () => {
      await left('restoring-paused');
      await app.sandbox.patch(app.tenant, { quotas: null });
      await alex.say('status');
      await alex.click('resume');
      await app.until(alex, sent('completed'));
      expect(await servicesOff('SPE_E3')).toBe(3);
    });
  });

  describe('that moves people', () => {
    it('waits until the new plan is set up', async () => {
      await left('manual-verify');
      expect((await app.until(alex, sent('manual-reassign'), 'PT5M')).verbs).toContain('reassign');
    });

    it('moves those who are left, and names whom it could not', async () => {
      await left('reassigning');
      await app.sandbox.patch(app.tenant, { quotas: null });
      const card = await app.until(alex, sent('manual-reassign'));
      expect(card.text).toMatch(/usage location/i);
      expect(await holding()).toMatchObject({ ENTERPRISEWITHSCAL: 1, SPE_E3: 5 });
    });

    it('moves nobody while it is paused, and the others when it is taken up', async () => {
      await left('paused');
      await app.sandbox.patch(app.tenant, { quotas: null, restoreUsageLocations: true });
      await app.sandbox.advance('PT1H');
      await alex.say('status');
      expect((await holding()).ENTERPRISEWITHSCAL).toBeGreaterThan(0);
      await alex.click('resume');
      await app.until(alex, sent('manual-cancel'));
      await isMoved();
    });

    it('goes on by itself when the permission that was taken away is back', async () => {
      await left('trouble-denied');
      await app.until(alex, sent('manual-cancel'));
      await isMoved();
    });

    it('can be undone after it was stopped', async () => {
      await left('stopped');
      await alex.say('status');
      await alex.say('yes, move them back');
      await app.until(alex, (card) => sent('manual-reassign')(card) && card.text.includes('Everyone is back'));
      await isMovedBack();
    });
  });

  describe('that ends the old plan', () => {
    const isEnded = async () => {
      const { subscriptions } = await ledger();
      expect(subscriptions.find(({ sku }) => sku === 'ENTERPRISEWITHSCAL')?.status).not.toBe('Enabled');
    };

    it.each(['cancelling-unsent', 'cancelling-sent-and-lost', 'cancelling-sent-and-taken'])(
      'ends it: %s',
      async (moment) => {
        await left(moment);
        await app.until(alex, sent('completed'), 'PT5S');
        await isEnded();
      },
    );

    it('asks an admin again who confirmed it more than a day before the permission came back', async () => {
      await left('trouble-denied-while-cancelling');
      await app.sandbox.faults([{ match: { path: '/subscribedSkus' }, effect: 'status', status: 403 }]);
      await app.sandbox.advance('P2D');
      await app.sandbox.faults([]);
      const card = await app.until(alex, sent('manual-cancel'));
      expect(card.summary).toMatch(/confirm once more/i);
      expect((await ledger()).cancellations).toEqual([]);
    });

    it('moves whoever held it still, and then ends it', async () => {
      await left('trouble-still-held');
      await alex.say('status');
      await alex.click('retry');
      await alex.click('reassign', { pilot: '0' });
      await app.until(alex, sent('manual-cancel'));
      await alex.click('cancelOld');
      await app.until(alex, sent('completed'), 'PT5S');
      await isEnded();
    });

    it('is not undone once its end has left, though it is stopped', async () => {
      await left('trouble-cancel-overdue');
      await alex.say('status');
      await alex.say('yes, stop');
      expect(alex.card.id).toBe('stopped');
      await alex.say('yes, move them back');
      expect(alex.card.text).toMatch(/nothing to move back to/);
      await isMoved();
    });

    it('is undone while the old plan is kept', async () => {
      await left('completed-old-plan-kept');
      await alex.say('status');
      await alex.say('yes, move them back');
      await app.until(alex, (card) => sent('manual-reassign')(card) && card.text.includes('Everyone is back'));
      await isMovedBack();
    });
  });

  describe('that an admin carries out by hand', () => {
    const admin = () => {
      const person = visitor({ url: app.sandboxUrl });
      const open = (path = '/') => person.open(path, app.tenant);
      return { ...person, open, e4: async () => person.follow(await open(), 'Office 365 E4') };
    };

    it('sees the order that was placed in the admin center', async () => {
      await left('task-place-order-not-found');
      await alex.say('status');
      expect(alex.card.id).toBe('admin-task');
      await app.until(alex, sent('completed'));
      await isUpgradedOnce();
    });

    it('sees what is bought in the admin center', async () => {
      await left('task-buy');
      const { press, open } = admin();
      const checkout = await press(await open('/purchase/SPE_E3'), en.checkOutNow, { quantity: '4' });
      await press(checkout, en.placeOrder);
      expect((await app.until(alex, sent('manual-reassign'), 'PT2M')).verbs).toContain('reassign');
    });

    it('sees that the old plan was canceled in the admin center', async () => {
      await left('task-cancel');
      const { press, follow, e4 } = admin();
      const form = await follow(await e4(), en.cancelSubscription);
      await press(form, en.cancelNow, { reason: 'replaced' });
      await app.until(alex, sent('completed'));
    });
  });

  it('tells what had not been told when the bot ended', async () => {
    await left('completed');
    await alex.waitFor(sent('completed'));
    await app.stop();
    await left('stopped');
    await alex.waitFor(sent('stopped'));
  });

  if (momentsOf(version).includes('scheduled-order')) {
    it('begins at its time', async () => {
      await left('scheduled-order');
      await app.sandbox.advance('PT45M');
      await app.until(alex, sent('completed'));
      await isUpgradedOnce();
    });

    it('goes on moving everyone back', async () => {
      await left('undoing');
      await app.sandbox.patch(app.tenant, { quotas: null });
      await app.until(alex, sent('manual-reassign'));
      await isMovedBack();
    });
  }
});
