import { afterEach, describe, expect, it } from '@jest/globals';
import type { TeamsPerson } from '../support/teams-client.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

/** Questions about the person's own tenant, held against what the cloud itself says is there. */

let app: TestApp;
afterEach(() => app.stop());

async function asks(person: TeamsPerson, question: string): Promise<string> {
  await person.say(question);
  expect(person.card.id).toBe('answer');
  return person.card.text;
}

async function noRunWasOpened(person: TeamsPerson): Promise<void> {
  await person.say('history');
  expect(person.card.text).toMatch(/No upgrade has been started|Ingen uppgradering har påbörjats/);
}

describe('contoso, where the Upgrade tab works', () => {
  it('is told its own figures, names and plans, and no run is opened by asking', async () => {
    app = await startTestApp('contoso');
    const alex = app.person('alex');
    const { users, subscriptions } = await app.sandbox.ledger(app.tenant);
    const held = users.holding.ENTERPRISEWITHSCAL;
    const e4 = subscriptions.find(({ sku }) => sku === 'ENTERPRISEWITHSCAL');
    expect(await asks(alex, 'How many people have E4?')).toContain(`assigned to ${held} people`);
    expect(await asks(alex, 'How many licenses are free?')).toContain(
      `${e4?.seats} bought, ${e4?.consumed} in use, ${(e4?.seats ?? 0) - (e4?.consumed ?? 0)} free`,
    );
    expect(await asks(alex, 'Can we upgrade now?')).toMatch(/Yes\. The Upgrade tab works for Office 365 E4/);
    expect(alex.card.verbs).toContain('check');
    const who = await asks(alex, 'Who may buy the new plan?');
    for (const name of ['Alex Wilber', 'Megan Bowen', 'Adele Vance']) expect(who).toContain(name);
    expect(who).not.toContain('Patti');
    expect(await asks(alex, 'Which add-ons do we have?')).toMatch(/no add-ons/);
    expect(await asks(alex, 'When is our E4 renewed?')).toMatch(/Office 365 E4 runs until \w+ \d+, 20\d\d/);
    expect(await asks(alex, 'How much will it cost?')).toMatch(/\$1,[\d,]+\.\d\d per month/);
    expect(await asks(alex, 'Will we need a credit check?')).toMatch(/shows only at checkout/);
    await noRunWasOpened(alex);
    expect((await app.sandbox.ledger(app.tenant)).orders).toEqual([]);
  });

  it('is asked which plan is meant, or answered with the one that is chosen', async () => {
    app = await startTestApp('contoso');
    const alex = app.person('alex');
    await alex.say('What do we lose with E5?');
    const choices = alex.card;
    expect(choices.verbs.filter((verb) => verb === 'ask')).toHaveLength(2);
    await alex.click('ask', { question: 'What do we lose with Microsoft 365 E5?' }, choices);
    expect(alex.card.text).toMatch(/With Microsoft 365 E5 you lose this from Office 365 E4: Skype for Business/);
    await alex.say('upgrade');
    await alex.click('choosePlan', { plan: 'ENTERPRISEPACK' });
    const begin = alex.card;
    expect(await asks(alex, 'What do we lose?')).toMatch(/With Office 365 E3/);
    expect(await asks(alex, 'Where are we with the upgrade?')).toMatch(/before you begin[\s\S]*Then: cart, checkout/);
    expect(alex.card.verbs).toContain('status');
    await alex.click('acknowledge', {}, begin);
    await alex.click('goToCheckout');
    expect(await asks(alex, 'Will we need a credit check?')).toMatch(
      /Perhaps: your partner[\s\S]*Invoice from your partner[\s\S]*\$\d/,
    );
    await alex.say('status');
    expect(alex.card.id).toBe('checkout');
  });

  it('is answered in general, and told so, while Microsoft cannot be reached', async () => {
    app = await startTestApp('contoso');
    const alex = app.person('alex');
    await asks(alex, 'How many people have E4?');
    await app.sandbox.faults([{ match: { path: '/subscribedSkus' }, effect: 'status', status: 403 }]);
    const text = await asks(alex, 'How many people have E4?');
    expect(text).toMatch(/couldn't read your organization just now/);
    expect(text).toMatch(/Everyone who holds an E4 license/);
    expect(text).not.toMatch(/25/);
  });
});

describe('fabrikam, with two blockers', () => {
  it('tells them in Swedish, a line each, and how many licences are too many', async () => {
    app = await startTestApp('fabrikam');
    const alex = app.person('alex', 'sv-SE');
    const { subscriptions } = await app.sandbox.ledger(app.tenant);
    const e4 = subscriptions.find(({ sku }) => sku === 'ENTERPRISEWITHSCAL');
    const text = await asks(alex, 'kan vi uppgradera nu?');
    expect(text).toMatch(/2 saker är i vägen/);
    expect(text).toMatch(/fler användare än licenser/i);
    expect(text).toMatch(/saldo/i);
    const over = (e4?.consumed ?? 0) - (e4?.seats ?? 0);
    expect(await asks(alex, 'hur många licenser är lediga?')).toContain(
      `Ni har köpt ${e4?.seats}, ${e4?.consumed} används: ${over} för många`,
    );
    expect(await asks(alex, 'vad kostar office 365 e5?')).toMatch(/\d+,\d\d\s€ per månad/);
    expect(await asks(alex, 'vem får säga upp E4?')).toContain('Megan Bowen (Faktureringsadministratör)');
    await noRunWasOpened(alex);
  });
});

describe('a person without a role', () => {
  it('gets the general answer and which role is needed, and nothing of the tenant', async () => {
    app = await startTestApp('northwind');
    const patti = app.person('patti');
    for (const question of [
      'How many people have E4?',
      'Can we upgrade now?',
      'Who may buy the new plan?',
      'Which add-ons do we have?',
      'Where are we with the upgrade?',
      'How much will it cost?',
    ]) {
      const text = await asks(patti, question);
      expect(text).toMatch(/only to people with one of these roles: Global Administrator/);
      expect(text).not.toMatch(/northwind|\b40\b|Alex|Megan|Adele|SharePoint|kr\b/i);
    }
  });

  it('is told nothing more than an admin of another tenant is', async () => {
    app = await startTestApp('northwind');
    const alex = app.person('alex');
    const { users } = await app.sandbox.ledger(app.tenant);
    expect(await asks(alex, 'How many people have E4?')).toContain(`${users.holding.ENTERPRISEWITHSCAL} people`);
    expect(await asks(alex, 'Which add-ons do we have?')).toMatch(/Audio Conferencing[\s\S]*Included in Office 365 E5/);
  });
});
