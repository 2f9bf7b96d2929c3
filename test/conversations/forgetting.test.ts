import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { atRest } from '../support/at-rest.js';
import { keptTexts } from '../support/kept-texts.js';
import { people } from '../support/people.js';
import type { TeamsPerson } from '../support/teams-client.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

/** What is on the disk of people who come, go and ask to be forgotten: the whole product over HTTP, the clock moved. */

let app: TestApp;
beforeEach(async () => {
  app = await startTestApp('contoso');
});
afterEach(() => app.stop());

const kinds = ['run', 'tenant', 'snapshot', 'follower', 'outbox', 'file-offer', 'consent-watch', 'leaving'];
/** Every document of the bot: its kind and what is in it. */
async function documents(): Promise<string[]> {
  await atRest();
  const kept = [...(await keptTexts(app.dataDir))].map(([place, text]) => ({ kind: place.split('/')[0] ?? '', text }));
  return kept.flatMap(({ kind, text }) => (kinds.includes(kind) ? [`${kind}: ${text}`] : []));
}
const naming = async (who: keyof typeof people) =>
  (await documents()).filter((text) => text.includes(people[who].name) || text.includes(people[who].aadObjectId));
const isGone = async () => (await documents()).length === 0;

/** Moves the clock a day at a time until it is so. */
async function until(isSo: () => Promise<boolean>, mostDays: number): Promise<number> {
  for (let days = 0; days <= mostDays; days += 1) {
    await atRest();
    if (await isSo()) return days;
    await app.sandbox.advance('P1D');
  }
  throw new Error(`not so in ${mostDays} days`);
}

async function upgraded(alex: TeamsPerson): Promise<void> {
  await alex.say('upgrade');
  await alex.say('stop');
  expect(alex.card.id).toBe('stopped');
}

describe('somebody without a role', () => {
  it.each([
    'hello',
    'upgrade',
    'status',
    'help',
    'language sv',
    'history',
    'report',
    'what does it cost?',
    'forget me',
    'follow',
    'scenarios',
    'practice tailspin',
    'place order',
  ])('is not on the disk after they wrote "%s"', async (said) => {
    const patti = app.person('patti');
    await patti.install();
    await patti.say(said);
    await patti.uninstall();
    expect(patti.cards.length).toBeGreaterThan(1);
    expect(await naming('patti')).toEqual([]);
    expect(await isGone()).toBe(true);
  });

  it.each(['help', 'language sv', 'what happens to mailboxes?'])(
    'is not on the disk after "%s" alone, which asks nothing of their tenant',
    async (said) => {
      const patti = app.person('patti');
      await patti.say(said);
      expect(patti.cards).toHaveLength(1);
      expect(await isGone()).toBe(true);
    },
  );

  it('is answered in the language of their client all the same', async () => {
    const patti = app.person('patti', 'sv-SE');
    await patti.say('status');
    expect(patti.card.card.lang).toBe('sv');
  });
});

describe('somebody with a role', () => {
  it.each([
    ['forget me', /deleted how to reach you/],
    ['glöm mig', /deleted how to reach you/],
    ['Delete my data!', /deleted how to reach you/],
  ])('is deleted when they write "%s", but for what they did', async (said, answer) => {
    const alex = app.person('alex');
    const megan = app.person('megan');
    await alex.say('upgrade');
    await megan.say('status');
    expect(await naming('megan')).not.toEqual([]);
    await megan.say(said);
    expect(megan.card.text).toMatch(answer);
    expect(megan.card.text).toContain('400 days');
    expect(await naming('megan')).toEqual([]);
    await alex.say(said);
    const left = await naming('alex');
    expect(left.map((text) => text.split(':')[0])).toEqual(['run']);
    expect(left[0]).toContain('"followers":[]');
  });

  it('is not forgotten by a question, and is known again when they write again', async () => {
    const megan = app.person('megan');
    await app.person('alex').say('upgrade');
    await megan.say('status');
    await megan.say('forget me?');
    expect(await naming('megan')).not.toEqual([]);
    await megan.say('forget me');
    expect(await naming('megan')).toEqual([]);
    await megan.say('status');
    expect(megan.card.id).toBe('upgrade-available');
    expect(await naming('megan')).not.toEqual([]);
  });

  it('keeps the language they chose with their first word', async () => {
    const alex = app.person('alex');
    await alex.say('språk sv');
    await alex.say('help');
    expect(alex.card.card.lang).toBe('sv');
  });
});

describe('a tenant that removed the bot', () => {
  it('is gone from the disk 30 days after the last person, and not before', async () => {
    const alex = app.person('alex');
    const megan = app.person('megan');
    await upgraded(alex);
    await megan.say('status');
    await alex.uninstall();
    await app.sandbox.advance('P20D');
    await megan.uninstall();
    const days = await until(isGone, 40);
    expect(days).toBeGreaterThanOrEqual(30);
    expect(days).toBeLessThanOrEqual(32);
  });

  it('is kept when somebody is back in time', async () => {
    const alex = app.person('alex');
    await upgraded(alex);
    await alex.uninstall();
    await app.sandbox.advance('P20D');
    await alex.say('history');
    await app.sandbox.advance('P20D');
    await alex.say('history 1');
    expect(alex.card.id).toBe('stopped');
  });

  it('is kept for 30 days more when they leave once more', async () => {
    const alex = app.person('alex');
    await upgraded(alex);
    await alex.uninstall();
    await app.sandbox.advance('P20D');
    await alex.say('history');
    await app.sandbox.advance('P5D');
    await alex.uninstall();
    expect(await until(isGone, 40)).toBeGreaterThanOrEqual(30);
  });

  it('is gone too where nothing but a question was left open', async () => {
    const alex = app.person('alex');
    await alex.say('upgrade');
    await alex.click('choosePlan', { plan: 'SPE_E3' });
    await alex.uninstall();
    expect(await until(isGone, 40)).toBeGreaterThanOrEqual(30);
    await alex.say('status');
    expect(await isGone()).toBe(false);
  });

  it('is kept while its upgrade is under way, and goes on when they are back', async () => {
    const alex = app.person('alex');
    await alex.say('upgrade');
    await alex.click('upgradeManually');
    await alex.click('choosePlan', { plan: 'SPE_E3' });
    await alex.click('acknowledge');
    await alex.click('buyNew');
    await alex.click('goToCheckout');
    await alex.click('placeOrder');
    await app.until(alex, 'manual-reassign');
    await alex.uninstall();
    await app.sandbox.advance('P500D');
    await alex.say('status');
    expect(alex.card.id).not.toBe('upgrade-available');
    expect((await documents()).some((text) => text.startsWith('run'))).toBe(true);
  });
});

it('an upgrade is there 399 days after its end, and gone after 400, with its log', async () => {
  const alex = app.person('alex');
  await upgraded(alex);
  await app.sandbox.advance('P398D');
  await alex.say('history 1');
  expect(alex.card.id).toBe('stopped');
  const hasRun = async () => (await documents()).some((text) => text.startsWith('run'));
  expect(await hasRun()).toBe(true);
  await until(async () => !(await hasRun()), 5);
  await alex.say('history');
  expect(alex.card.text).toMatch(/no upgrade/i);
});
