import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { product } from '../../src/upgrade/plans/plans.js';
import { anotherTool } from '../support/directory.js';
import type { Fault } from '../support/sandbox-control.js';
import type { SeenCard, TeamsPerson } from '../support/teams-client.js';
import { people, startTestApp, type TestApp } from '../support/test-app.js';

/** The old plan is ended only when nobody would lose a licence by it, whatever Microsoft's lists say. */

const e4 = 'ENTERPRISEWITHSCAL';
const skuId = (sku: string): string => product(sku)?.skuId ?? '';
const isMessage = (id: string) => (card: SeenCard) => card.id === id && card.how === 'message';

const answeredWith = (path: string, body: unknown): Fault => ({
  match: { method: 'GET', path },
  effect: 'status',
  status: 200,
  body,
});
/** Graph's index of holders names nobody. */
const emptyList = answeredWith('/users\\?.*assignedLicenses', { value: [] });
const noSubscriptions = answeredWith('/directory/subscriptions$', { value: [] });

const noSuchSubscription: Fault = { match: { path: '/directory/subscriptions/' }, effect: 'status', status: 404 };

describe('the old plan', () => {
  let app: TestApp;
  beforeEach(async () => {
    app = await startTestApp({
      users: 10,
      groups: [{ name: 'Sales', users: 3 }],
      withDisabledPlans: { SHAREPOINTENTERPRISE: 2 },
      owned: [{ sku: 'SPE_E3', seats: 30, users: 0 }],
      blockers: ['HAS_ADDON'],
    });
  });
  afterEach(() => app.stop());

  const holding = async () => (await app.sandbox.ledger(app.tenant)).users.holding;
  const isCancelled = async () => (await app.sandbox.ledger(app.tenant)).cancellations.length > 0;

  async function readyToReassign(): Promise<TeamsPerson> {
    const alex = app.person('alex');
    await alex.say('upgrade');
    await alex.click('upgradeManually');
    await alex.click('choosePlan', { plan: 'SPE_E3' });
    await alex.click('acknowledge');
    await alex.click('useSubscription');
    await app.until(alex, isMessage('manual-reassign'));
    return alex;
  }

  async function readyToCancel(): Promise<TeamsPerson> {
    const alex = await readyToReassign();
    await alex.click('reassign', { pilot: '0' });
    await app.until(alex, isMessage('manual-cancel'), 'PT5S');
    return alex;
  }

  async function giveE4ToSomebody(): Promise<void> {
    const tool = await anotherTool(app.sandboxUrl);
    const user = (await app.sandbox.users(app.tenant)).find(
      ({ skus, groups }) => skus.includes('SPE_E3') && groups.length === 0,
    );
    const change = {
      userId: user?.id ?? '',
      add: [{ skuId: skuId(e4), disabledPlans: [] }],
      remove: [skuId('SPE_E3')],
    };
    expect(await tool.changeLicences(app.tenant, [change])).toEqual([{ is: 'done' }]);
    tool.close();
  }

  it('is left by everyone who was written down, though the list of holders comes back empty', async () => {
    const alex = await readyToReassign();
    await app.sandbox.faults([emptyList]);
    await alex.click('reassign', { pilot: '0' });
    await app.until(alex, isMessage('manual-cancel'), 'PT5S');
    await alex.click('cancelOld');
    await app.until(alex, isMessage('completed'), 'PT5S');
    expect(await holding()).toMatchObject({ SPE_E3: 10 });
    expect((await app.sandbox.ledger(app.tenant)).users.unlicensedMoments).toBe(0);
  });

  it('is not left while licences are counted, though nobody is listed or written down', async () => {
    await app.sandbox.faults([emptyList, answeredWith('/groups\\?.*assignedLicenses', { value: [] })]);
    const alex = await readyToReassign();
    await alex.click('reassign', { pilot: '0' });
    // The card may have come with the click.
    const hasCome = (fits: (card: SeenCard) => boolean) => () => alex.cards.some(fits);
    await app.until(
      alex,
      hasCome(({ text }) => /counted 10 licenses of Office 365 E4/.test(text)),
    );
    expect(await isCancelled()).toBe(false);
    await alex.say('cancel E4');
    expect(alex.card.text).toMatch(/10/);

    const isToldOf = ({ how, summary }: SeenCard) => how === 'message' && /lists don't agree/.test(summary ?? '');
    await app.until(alex, hasCome(isToldOf), 'PT20M');
    expect(await holding()).toMatchObject({ [e4]: 10 });

    await app.sandbox.faults([]);
    await app.until(alex, isMessage('manual-cancel'), 'PT1M');
    expect(await holding()).toMatchObject({ SPE_E3: 10 });
  });

  it('is not canceled under somebody who got it in the last seconds before the confirmation', async () => {
    const alex = await readyToCancel();
    await giveE4ToSomebody();
    await alex.click('cancelOld');
    const card = await app.until(alex, isMessage('needs-attention'), 'PT1S');
    expect(card.text).toMatch(/1 person and 0 groups still have the old plan/);
    expect(await isCancelled()).toBe(false);
    expect(await holding()).toMatchObject({ [e4]: 1 });
    await alex.click('retry');
    await alex.click('reassign', { pilot: '0' });
    await app.until(alex, isMessage('manual-cancel'), 'PT5S');
    await alex.click('cancelOld');
    await app.until(alex, isMessage('completed'), 'PT5S');
    expect(await holding()).toMatchObject({ SPE_E3: 10 });
  });

  it('is not canceled under somebody who gets it between the two looks', async () => {
    const alex = await readyToCancel();
    await alex.click('cancelOld');
    await alex.waitFor((card) => card.id === 'progress');
    await giveE4ToSomebody();
    await app.until(alex, isMessage('needs-attention'), 'PT1S');
    expect(await isCancelled()).toBe(false);
  });

  it('is not canceled while a group hands it out', async () => {
    const alex = await readyToCancel();
    const tool = await anotherTool(app.sandboxUrl);
    const [group] = await tool.groupsWith(app.tenant, skuId('SPE_E3'));
    await tool.changeGroupLicence(app.tenant, group?.id ?? '', {
      add: [{ skuId: skuId(e4), disabledPlans: [] }],
      remove: [skuId('SPE_E3')],
    });
    tool.close();
    await alex.click('cancelOld');
    const card = await app.until(alex, isMessage('needs-attention'), 'PT5S');
    expect(card.text).toMatch(/1 group/);
    expect(await isCancelled()).toBe(false);
  });

  it('is not canceled while the new plan is not there to carry people', async () => {
    const alex = await readyToCancel();
    await app.sandbox.patch(app.tenant, { subscriptions: [{ sku: 'SPE_E3', status: 'Suspended' }] });
    await alex.click('cancelOld');
    const card = await app.until(alex, isMessage('needs-attention'), 'PT5S');
    expect(card.text).toMatch(/new plan isn't ready/);
    expect(await isCancelled()).toBe(false);
  });

  it('is not canceled after a stop', async () => {
    const alex = await readyToCancel();
    await alex.click('cancelOld');
    await alex.waitFor((card) => card.id === 'progress');
    await alex.say('yes, stop');
    expect(alex.card.id).toBe('stopped');
    await app.sandbox.advance('PT1H');
    await alex.say('status');
    expect(await isCancelled()).toBe(false);
  });

  it('is not canceled in the name of somebody who has lost the role: it is asked again', async () => {
    const alex = await readyToCancel();
    const megan = app.person('megan');
    await megan.say('status');
    await megan.click('cancelOld');
    await app.sandbox.patch(app.tenant, {
      admins: [{ id: people.alex.aadObjectId, name: 'Alex Wilber', roles: ['Global Administrator'] }],
    });
    const asksAgain = ({ summary }: SeenCard) => /confirm once more/i.test(summary ?? '');
    await app.until(alex, (card) => isMessage('manual-cancel')(card) && asksAgain(card), 'PT5S');
    expect(await isCancelled()).toBe(false);
  });

  it('is not canceled without the tick that confirms it', async () => {
    const alex = await readyToCancel();
    await alex.click('cancelOld', { confirm: 'false' });
    expect(alex.card.id).toBe('manual-cancel');
    await app.sandbox.advance('PT1M');
    expect(await isCancelled()).toBe(false);
  });

  it('is not told as canceled while subscriptions are not listed and its seats are counted still', async () => {
    const alex = await readyToCancel();
    await app.sandbox.faults([noSubscriptions, noSuchSubscription]);
    await alex.click('cancelOld');
    for (let n = 0; n < 10; n += 1) await app.sandbox.advance('PT1M');
    await alex.say('status');
    expect(alex.card.id).toBe('progress');
    expect(alex.cards.some((card) => card.id === 'completed')).toBe(false);
    await app.sandbox.faults([]);
    await app.until(alex, isMessage('completed'), 'PT30S');
    const { subscriptions } = await app.sandbox.ledger(app.tenant);
    expect(subscriptions.filter(({ sku }) => sku === e4).every(({ status }) => status !== 'Enabled')).toBe(true);
  });

  it('is not taken as absent when the list of subscriptions comes back empty', async () => {
    await app.sandbox.faults([noSubscriptions]);
    const alex = app.person('alex');
    await alex.say('upgrade');
    expect(alex.card.id).not.toBe('no-source');
    await app.sandbox.faults([]);
    await alex.say('upgrade');
    expect(alex.card.id).toBe('upgrade-blocked');
  });
});
