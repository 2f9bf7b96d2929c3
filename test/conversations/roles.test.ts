import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { people, startTestApp, type TestApp } from '../support/test-app.js';

/** Who may do what: roles are read from the tenant whenever something is to change. */

describe('people with different roles', () => {
  let app: TestApp;
  beforeEach(async () => {
    app = await startTestApp('northwind');
  });
  afterEach(() => app.stop());

  it('lets the billing administrator buy but not reassign, and the licence administrator the other way round', async () => {
    const megan = app.person('megan');
    const adele = app.person('adele');
    await megan.say('upgrade');
    await megan.click('upgradeManually');
    await megan.click('choosePlan', { plan: 'SPE_E3' });
    await megan.click('acknowledge');
    await megan.click('buyNew');
    await megan.click('goToCheckout');
    const checkout = megan.card;
    await adele.say('order');
    expect(adele.card.id).toBe('refused');
    await adele.click('placeOrder', {}, checkout);
    expect(adele.card.id).toBe('refused');
    expect((await app.sandbox.ledger(app.tenant)).orders).toHaveLength(0);

    await megan.click('placeOrder', {}, checkout);
    await app.until(megan, (card) => card.id === 'manual-reassign' && card.how === 'message', 'PT5M');
    await megan.say('reassign');
    expect(megan.card.id).toBe('refused');
    await adele.say('status');
    await adele.click('reassign', { pilot: '0' });
    await app.until(adele, (card) => card.id === 'manual-cancel', 'PT5S');
    await adele.say('cancel E4');
    expect(adele.card.id).toBe('refused');
    await megan.say('yes, cancel E4');
    await app.until(megan, (card) => card.id === 'completed');
    expect((await app.sandbox.ledger(app.tenant)).users.holding).toMatchObject({ SPE_E3: 40 });
  });

  it('shows nothing of the tenant to somebody without a role', async () => {
    const patti = app.person('patti');
    await patti.say('hello');
    await patti.say('upgrade');
    expect(patti.card.id).toBe('refused');
    for (const card of patti.cards) expect(card.text).not.toMatch(/northwind|40|Alex Wilber|Megan/i);
    await patti.say('status');
    for (const card of patti.cards) expect(card.text).not.toMatch(/northwind|40|Alex Wilber|Megan/i);
  });

  it('lets a global reader look and change nothing', async () => {
    const lynne = app.person('lynne');
    await lynne.say('upgrade');
    expect(lynne.card.id).toBe('upgrade-blocked');
    expect(lynne.card.verbs).not.toContain('upgradeManually');
    await lynne.say('manually');
    expect(lynne.card.id).toBe('refused');
  });

  it('refuses an admin whose role was taken away in the meantime', async () => {
    const alex = app.person('alex');
    await alex.say('upgrade');
    const admins = [{ id: '00000000-0000-4000-8000-000000000001', name: 'Alex Wilber', roles: [] }];
    await app.sandbox.patch(app.tenant, { admins });
    await alex.click('upgradeManually');
    expect(alex.card.id).toBe('refused');
  });

  const roles = ['License Administrator'];
  const adele = { id: people.adele.aadObjectId, name: people.adele.name, roles };

  it.each([
    ['for an administrative unit alone', { scope: 'administrativeUnit' }],
    ['for an administrative unit, through a group', { scope: 'administrativeUnit', throughGroup: true }],
    ['once it is activated', { eligible: true }],
    ['once it is activated, for an administrative unit', { eligible: true, scope: 'administrativeUnit' }],
  ])('tells somebody nothing who is License Administrator %s', async (_, how) => {
    await app.sandbox.patch(app.tenant, { admins: [{ ...adele, ...how }] });
    const person = app.person('adele');
    await person.say('upgrade');
    expect(person.card.id).toBe('refused');
    expect(person.card.text).not.toMatch(/northwind|40/i);
    const mayActivate = 'eligible' in how && !('scope' in how);
    expect(person.card.text.includes('Privileged Identity Management')).toBe(mayActivate);
  });

  it('lets somebody look whose role comes through a group', async () => {
    await app.sandbox.patch(app.tenant, { admins: [{ ...adele, throughGroup: true }] });
    const person = app.person('adele');
    await person.say('upgrade');
    expect(person.card.id).toBe('upgrade-blocked');
  });

  it('tells an admin which of their roles they would have to activate for what they asked, in Swedish too', async () => {
    const { aadObjectId: id, name } = people.megan;
    const looks = { id, name, roles: ['Global Reader'] };
    await app.sandbox.patch(app.tenant, {
      admins: [looks, { id, name, roles: ['Billing Administrator', 'License Administrator'], eligible: true }],
    });
    const megan = app.person('megan', 'sv-SE');
    await megan.say('uppgradera');
    await megan.say('manuellt');
    expect(megan.card.id).toBe('refused');
    expect(megan.card.text).toMatch(/berättigad till .*Aktivera den/);
    await app.sandbox.patch(app.tenant, { admins: [looks, { id, name, roles: ['Billing Administrator'] }] });
    await megan.say('manuellt');
    expect(megan.card.id).toBe('plans');
  });

  it('keeps tenants apart: a card of one does nothing in another', async () => {
    const alex = app.person('alex');
    await alex.say('upgrade');
    const foreign = alex.card;
    const stranger = app.person('alex', 'en-US', '11111111-0000-4000-8000-000000000001');
    await app.sandbox.put('11111111-0000-4000-8000-000000000001', 'contoso');
    await stranger.click('upgradeManually', {}, foreign);
    expect(stranger.card.text).not.toMatch(/northwind/i);
    await alex.say('status');
    expect(alex.card.id).toBe('upgrade-blocked');
  });
});
