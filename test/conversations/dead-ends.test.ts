import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Json } from '../support/card-json.js';
import { happens, ownsPlan, sent, toCheckout, toReassign } from '../support/on-the-way.js';
import type { TeamsPerson } from '../support/teams-client.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

/** Nobody is led into a corner: a look changes nothing, a pause ends nothing, and every refusal says why and what then. */

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp('contoso');
});
afterAll(() => app.stop());

async function alexIn(scenario: string | Json, locale = 'en-US'): Promise<TeamsPerson & { tenant: string }> {
  const tenant = randomUUID();
  await app.sandbox.put(tenant, scenario);
  return Object.assign(Object.create(app.person('alex', locale, tenant)), { tenant });
}
const ledgerOf = ({ tenant }: { tenant: string }) => app.sandbox.ledger(tenant);

describe('looking', () => {
  it('after an end takes nothing away: whoever was moved can still be moved back', async () => {
    const alex = await alexIn(ownsPlan(5));
    await toReassign(app, alex);
    await alex.click('reassign', { pilot: '2' });
    await app.until(alex, sent('manual-reassign'), 'PT1S');
    await alex.say('yes, stop');
    expect(alex.card.id).toBe('stopped');
    await alex.say('check');
    expect(alex.card.id).toMatch(/^upgrade-/);
    await alex.say('undo');
    expect(alex.card.text).toContain('Move everyone back?');
    await alex.click('undo');
    await app.until(alex, sent('manual-reassign'), 'PT1S');
    expect((await ledgerOf(alex)).users.holding).toMatchObject({ ENTERPRISEWITHSCAL: 5 });
    await alex.say('status');
    expect(alex.card.text).toContain('Everyone is back on Office 365 E4');
  });
});

describe('a word that ends or takes back', () => {
  it.each([
    [
      'en-US',
      'stop',
      /Stop the upgrade\? 2 of 5 people have been moved and stay on Microsoft 365 E5\. Still on Office 365 E4: 3 people\..*is still billed/,
      'yes, stop',
    ],
    [
      'sv-SE',
      'stoppa',
      /Ska uppgraderingen stoppas\? 2 av 5 personer har flyttats och är kvar på Microsoft 365 E5\. 3 personer har fortfarande Office 365 E4\..*faktureras/,
      'ja, stoppa',
    ],
  ])('is asked back first, with what is left and what is billed (%s)', async (locale, word, asked, confirmed) => {
    const alex = await alexIn(ownsPlan(5));
    await toReassign(app, alex);
    await alex.click('reassign', { pilot: '2' });
    await app.until(alex, sent('manual-reassign'), 'PT1S');
    const here = Object.assign(Object.create(app.person('alex', locale, alex.tenant)), {}) as TeamsPerson;
    await here.say(word);
    expect(here.card.id).toBe('manual-reassign');
    expect(here.card.text).toMatch(asked);
    expect(here.card.verbs).toContain('stop');
    await here.say(locale === 'sv-SE' ? 'ångra' : 'undo');
    expect((await ledgerOf(alex)).users.holding).toMatchObject({ SPE_E5: 2, ENTERPRISEWITHSCAL: 3 });
    await here.say(confirmed);
    expect(here.card.id).toBe('stopped');
  });

  it.each(['by a click', 'by a word'])('is left as it is %s, and a yes after that ends nothing', async (how) => {
    const alex = await alexIn(ownsPlan(5));
    await toReassign(app, alex);
    await alex.click('reassign', { pilot: '2' });
    await app.until(alex, sent('manual-reassign'), 'PT1S');
    await alex.say('stop');
    expect(alex.card.text).toMatch(/Stop the upgrade\?[\s\S]*No, leave it as it is/);
    await (how === 'by a click' ? alex.click('status') : alex.say('no'));
    expect(alex.card.text).not.toMatch(/Stop the upgrade\?/);
    await alex.say('yes');
    expect(alex.card.id).not.toBe('stopped');
    expect((await alex.say('status')).status).toBe(200);
    expect(alex.card.id).toBe('manual-reassign');
  });

  it('ends at once what has come to nothing yet', async () => {
    const alex = await alexIn('contoso');
    await toCheckout(alex);
    await alex.say('stop');
    expect(alex.card.id).toBe('stopped');
  });
});

describe('a refusal', () => {
  it.each([
    ['en-US', 'pause', /nobody is being moved now\. Nothing changed\. You are at checkout/],
    ['en-US', 'cancel E4', /can be canceled only when nobody has it any more\. Nothing changed\. You are at checkout/],
    ['sv-SE', 'fortsätt', /Inget är pausat\. Inget ändrades\. Du är i kassan/],
    ['sv-SE', 'behåll E4', /frågar jag i sista steget\. Inget ändrades\. Du är i kassan/],
  ])('says why, and how it goes on (%s, %s)', async (locale, word, why) => {
    const alex = await alexIn('contoso');
    await toCheckout(alex);
    const here = app.person('alex', locale, alex.tenant);
    await here.say(word);
    expect(here.card.id).toBe('checkout');
    expect(here.card.text).toMatch(why);
  });
});

describe('the old plan, kept for now', () => {
  it('stays open: it is billed and said so, it is brought to mind before it renews, and it can be canceled', async () => {
    const alex = await alexIn(ownsPlan(5));
    await toReassign(app, alex);
    await alex.click('reassign', { pilot: '0' });
    await app.until(alex, sent('manual-cancel'), 'PT5S');
    await alex.click('keepOld');
    expect(alex.card.text).toMatch(/Office 365 E4 is kept for now[\s\S]*Both plans are billed/);
    await alex.say('check');
    expect(alex.card.id).toBe('manual-cancel');
    const reminded = await app.until(
      alex,
      (card) => (card.summary ?? '').includes('still kept, and still billed'),
      'PT160H',
    );
    expect(reminded.id).toBe('manual-cancel');
    await alex.say('yes, cancel E4');
    await app.until(alex, sent('completed'), 'PT5S');
    expect((await ledgerOf(alex)).cancellations).toHaveLength(1);
  });
});

describe('whom it is about', () => {
  it('is named before and after a pilot, and what is counted is counted of those who are left', async () => {
    const alex = await alexIn(ownsPlan(7, { withDisabledPlans: { SHAREPOINTENTERPRISE: 4 } }));
    const ready = await toReassign(app, alex);
    expect(ready.text).toMatch(/7 people move[\s\S]*4 of them have services switched off/);
    expect(ready.text).not.toMatch(/\b0\b/);
    const first = /These would be first: ([^.]+)\./.exec(ready.text)?.[1]?.split(/, (?:and )?/) ?? [];
    expect(first).toHaveLength(7);
    await alex.click('reassign', { pilot: '3' });
    const after = await app.until(alex, sent('manual-reassign'), 'PT1S');
    const moved = (await app.sandbox.users(alex.tenant)).filter(({ skus }) => skus.includes('SPE_E5'));
    expect(moved.map(({ displayName }) => displayName).sort()).toEqual(first.slice(0, 3).sort());
    for (const { displayName } of moved) expect(after.text).toContain(displayName);
    expect(after.text).toMatch(/4 people move[\s\S]*switched off for somebody stay off/);
    expect(after.text).not.toMatch(/4 of them have services/);
    await alex.say('pilot 0');
    expect(alex.card.text).toContain('at least one person');
    expect((await ledgerOf(alex)).users.holding).toMatchObject({ SPE_E5: 3 });
  });

  it.each([
    ['en-US', /9 of them have no usage location/, /No usage location is set[\s\S]*9 in all: .*@.* and 4 more/],
    ['sv-SE', /9 av dem saknar användningsplats/, /Användningsplats saknas[\s\S]*9 totalt: .*@.* och 4 till/],
  ])('is foretold where they cannot be moved, and told by reason afterwards (%s)', async (locale, foretold, told) => {
    const alex = await alexIn(ownsPlan(12, { withoutUsageLocation: 9 }), locale);
    const ready = await toReassign(app, alex);
    expect(ready.text).toMatch(foretold);
    await alex.click('reassign');
    const after = await app.until(alex, sent('manual-reassign'), 'PT5S');
    expect(after.text).toMatch(told);
    expect(after.text).not.toMatch(/License assignment|invalid usage/i);
    expect(after.verbs).toContain('retryFailed');
  });
});

describe('the card of an upgrade', () => {
  it('is one: those before it are folded into a line, and there is one button that ends the old plan', async () => {
    const alex = await alexIn(ownsPlan(5));
    await toReassign(app, alex);
    await alex.click('reassign');
    await app.until(alex, sent('manual-cancel'), 'PT5S');
    await alex.say('status');
    await happens(async () => buttonsThat('cancelOld').length === 1);
    expect(
      asTheyStand()
        .filter(({ id }) => id === 'settled')
        .map(({ text }) => text),
    ).toContainEqual(expect.stringMatching(/^Moved 5 people · see below/));

    function asTheyStand() {
      return [...new Map(alex.cards.map((card) => [card.activityId, card])).values()];
    }
    function buttonsThat(verb: string) {
      return asTheyStand().filter(({ verbs }) => verbs.includes(verb));
    }
  });
});
