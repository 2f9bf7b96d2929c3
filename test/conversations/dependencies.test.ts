import { afterEach, describe, expect, it } from '@jest/globals';
import type { Json } from '../support/card-json.js';
import { reportOf } from '../support/report-links.js';
import type { SeenCard, TeamsPerson } from '../support/teams-client.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

/** Services that need each other: what is off takes along what cannot live without it, known beforehand or not. */

const e5 = 'ENTERPRISEPREMIUM';
const defender = ['ATP_ENTERPRISE', 'THREAT_INTELLIGENCE'];

describe('services that need each other', () => {
  let app: TestApp;
  afterEach(() => app.stop());

  const isNew = (id: string) => (card: SeenCard) => card.id === id && card.how === 'message';

  async function automatic(scenario: Json, locale = 'en-US', plan = e5): Promise<TeamsPerson> {
    app = await startTestApp(scenario);
    const alex = app.person('alex', locale);
    await alex.say('upgrade');
    await alex.click('choosePlan', { plan });
    await alex.click('acknowledge');
    await alex.click('goToCheckout');
    await alex.click('placeOrder');
    await app.until(alex, isNew('completed'));
    return alex;
  }

  async function byHand(scenario: Json, locale = 'en-US'): Promise<TeamsPerson> {
    app = await startTestApp(scenario);
    const alex = app.person('alex', locale);
    await alex.say('upgrade');
    await alex.click('upgradeManually');
    await alex.click('choosePlan', { plan: e5 });
    await alex.click('acknowledge');
    await alex.click('buyNew');
    await alex.click('goToCheckout');
    await alex.click('placeOrder');
    await app.until(alex, isNew('manual-reassign'), 'PT1M');
    return alex;
  }

  async function reassign(alex: TeamsPerson, next = 'manual-cancel', pilot = '0'): Promise<SeenCard> {
    await alex.click('reassign', { pilot });
    return app.until(alex, isNew(next), 'PT10S');
  }

  /** What is off for people in a plan, as often as there are people with exactly that off. */
  async function off(sku = e5): Promise<Record<string, number>> {
    const counts: Record<string, number> = {};
    for (const { disabledPlans } of await app.sandbox.users(app.tenant)) {
      const names = [...(disabledPlans[sku] ?? [])].sort().join(' ');
      if (names !== '') counts[names] = (counts[names] ?? 0) + 1;
    }
    return counts;
  }
  const refused = async () => (await app.sandbox.ledger(app.tenant)).licenceChanges.refused ?? 0;
  const withMailOff: Json = { users: 12, withDisabledPlans: { EXCHANGE_S_ENTERPRISE: 3 } };
  const withMail = ['EXCHANGE_S_ENTERPRISE', ...defender].sort().join(' ');

  it('go off together after an upgrade by Microsoft, and the card, the report and the audit say so', async () => {
    const alex = await automatic(withMailOff);
    expect(await off()).toEqual({ [withMail]: 3 });
    expect(await refused()).toBe(0);
    expect(alex.card.text).toMatch(/Defender for Office 365 \(Plan 2\) is also off for 3 people/);
    const { run, people, audit } = await reportOf(alex);
    expect(run).toMatchObject({
      restored: { done: 3, failed: 0, alsoOff: { ATP_ENTERPRISE: 3, THREAT_INTELLIGENCE: 3 } },
    });
    const told = (people as Json[]).filter(({ alsoOff }) => (alsoOff as string[]).length > 0);
    expect(told.map(({ alsoOff }) => alsoOff)).toEqual([defender, defender, defender]);
    expect((audit as Json[]).find(({ what }) => what === 'completed')?.details).toMatchObject({
      alsoOff: 'ATP_ENTERPRISE 3, THREAT_INTELLIGENCE 3',
    });
  });

  it('go off together in the one call that moves a person or a group', async () => {
    const groups = [{ name: 'Sales', users: 4, disabledPlans: ['TEAMS1', 'MCOSTANDARD'] }];
    const alex = await byHand({ ...withMailOff, groups }, 'sv-SE');
    await reassign(alex);
    expect(await off()).toEqual({ [withMail]: 3, 'MCOEV MCOMEETADV MCOSTANDARD TEAMS1': 4 });
    expect(await refused()).toBe(0);
    await alex.click('cancelOld');
    await app.until(alex, isNew('completed'));
    expect(alex.card.text).toMatch(/Microsoft Defender for Office 365 \(Plan 2\) är också avstängt för 3/);
    expect(alex.card.text).toMatch(/Audio Conferencing är också avstängt för 4 personer/);
    const { audit } = await reportOf(alex);
    const entry = (audit as Json[]).find(({ what }) => what === 'reassigned');
    expect(entry?.details).toMatchObject({ alsoOff: expect.stringContaining('MCOEV 4') });
  });

  it('that nobody knew of are learnt from one refusal, for that person and for all who follow', async () => {
    const alex = await byHand({
      users: 60,
      withDisabledPlans: { OFFICESUBSCRIPTION: 60 },
      hiddenDependencies: [{ plan: 'EXCEL_PREMIUM', needsOneOf: ['OFFICESUBSCRIPTION'] }],
    });
    await reassign(alex, 'manual-reassign', '1');
    expect(await refused()).toBe(1);
    // Graph's list has to forget the one who was moved.
    await app.sandbox.advance('PT10S');
    await reassign(alex);
    expect(await refused()).toBe(1);
    expect(await off()).toEqual({ 'EXCEL_PREMIUM OFFICESUBSCRIPTION': 60 });
    const { run } = await reportOf(alex);
    expect(run).toMatchObject({ reassigned: { done: 60, failed: 0, alsoOff: { EXCEL_PREMIUM: 60 } } });
  });

  it('are tried once more with what was learnt, and then the person is named, with the services by name', async () => {
    const alex = await byHand({
      users: 5,
      withDisabledPlans: { OFFICESUBSCRIPTION: 1 },
      hiddenDependencies: [
        { plan: 'EXCEL_PREMIUM', needsOneOf: ['OFFICESUBSCRIPTION'] },
        { plan: 'BI_AZURE_P2', needsOneOf: ['EXCEL_PREMIUM'] },
      ],
    });
    const card = await reassign(alex, 'manual-reassign');
    expect(await refused()).toBe(2);
    expect(card.text).toMatch(/Power BI Pro doesn't work without Microsoft Excel Advanced Analytics/);
    expect(card.text).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-/);
    // What the second refusal told serves the next try.
    await alex.click('retryFailed');
    await app.until(alex, isNew('manual-cancel'), 'PT10S');
    expect(await refused()).toBe(2);
    expect(await off()).toEqual({ 'BI_AZURE_P2 EXCEL_PREMIUM OFFICESUBSCRIPTION': 1 });
  });

  it('that nobody knew of are learnt after an upgrade by Microsoft too', async () => {
    const alex = await automatic({
      users: 8,
      withDisabledPlans: { SWAY: 4 },
      hiddenDependencies: [{ plan: 'MICROSOFTBOOKINGS', needsOneOf: ['SWAY'] }],
    });
    expect(await off()).toEqual({ 'MICROSOFTBOOKINGS SWAY': 4 });
    const { run } = await reportOf(alex);
    expect(run).toMatchObject({ restored: { done: 4, failed: 0, alsoOff: { MICROSOFTBOOKINGS: 4 } } });
  });

  it('hold back only themselves: what else was off is switched off again, and what stayed on is named', async () => {
    const alex = await automatic(
      {
        users: 4,
        withDisabledPlans: { SWAY: 4, YAMMER_ENTERPRISE: 4, FORMS_PLAN_E3: 4 },
        // Somebody's diagrams need Yammer, and are no part of the new plan.
        addOns: ['VISIOCLIENT'],
        hiddenDependencies: [{ plan: 'VISIOONLINE', needsOneOf: ['YAMMER_ENTERPRISE'] }],
      },
      'sv-SE',
    );
    expect(await off()).toEqual({ 'FORMS_PLAN_E5 SWAY YAMMER_ENTERPRISE': 3, 'FORMS_PLAN_E5 SWAY': 1 });
    expect(alex.card.text).toMatch(/Visio Web App fungerar inte utan Yammer Enterprise/);
    expect(alex.card.text).toMatch(/Fortfarande på: Yammer Enterprise/);
    const { run, people } = await reportOf(alex);
    expect(run).toMatchObject({ restored: { done: 3, failed: 1 } });
    const outcomes = (people as Json[]).map(({ outcome }) => outcome).sort();
    expect(outcomes).toEqual(['movedAndRestored', 'movedAndRestored', 'movedAndRestored', 'movedNotRestored']);
  });

  it('are as they were after everyone was moved back, but for what the old plan has no longer', async () => {
    const alex = await byHand({ users: 9, withDisabledPlans: { SWAY: 3, EXCHANGE_S_ENTERPRISE: 3, Deskless: 9 } });
    const before = await off('ENTERPRISEWITHSCAL');
    await reassign(alex);
    await app.sandbox.patch(app.tenant, { withdrawnPlans: ['Deskless'] });
    await alex.say('yes, move them back');
    await app.until(alex, isNew('manual-reassign'), 'PT10S');
    expect(await refused()).toBe(0);
    const without = Object.fromEntries(
      Object.entries(before).map(([names, people]) => [names.replace(/ ?Deskless/, '').trim(), people]),
    );
    delete without[''];
    expect(await off('ENTERPRISEWITHSCAL')).toEqual(without);
  });
});
