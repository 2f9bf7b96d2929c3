import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ownsPlan, sent, toReassign } from '../support/on-the-way.js';
import type { TeamsPerson } from '../support/teams-client.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

/** Questions while an upgrade is under way: the run answers first, and no question is taken for a command. */

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp('contoso');
});
afterAll(() => app.stop());

async function answer(person: TeamsPerson, question: string): Promise<string> {
  await person.say(question);
  expect([question, person.card.id]).toEqual([question, 'answer']);
  return person.card.text;
}

const asked: [locale: string, questions: [question: string, told: RegExp][]][] = [
  [
    'en-US',
    [
      ['Who failed?', /2 people couldn't be changed[\s\S]*No usage location is set[\s\S]*2 in all: .*@/],
      ['hi, who could not be moved, thanks', /2 people couldn't be changed/],
      ['How many are left?', /5 of 7 people have been moved to Microsoft 365 E5\. Still on Office 365 E4: 2 people/],
      ['whose turn is it', /I reassign the licenses when you say so/],
      ['What happens next?', /Step 3 of 4[\s\S]*Then: cancel the old plan/],
      ['when is it done?', /depends on when you go on/],
      ['What is billed now?', /Office 365 E4 and Microsoft 365 E5 are both billed/],
      ['How do I stop?', /write “stop”[\s\S]*5 of 7 people have been moved/],
      ['how do i undo', /write “undo”[\s\S]*gets Office 365 E4 back/],
      ['who was told?', /These people get a message when something happens: .*Alex Wilber/],
    ],
  ],
  [
    'sv-SE',
    [
      ['Vilka misslyckades?', /2 kunde inte ändras[\s\S]*Användningsplats saknas[\s\S]*2 totalt: .*@/],
      [
        'hur många har flyttats',
        /5 av 7 personer har flyttats till Microsoft 365 E5; 2 personer har fortfarande Office 365 E4/,
      ],
      ['vems tur är det?', /Jag tilldelar om licenserna när du säger till/],
      ['vad händer härnäst', /Steg 3 av 4[\s\S]*Sedan: avsluta det gamla/],
      ['när är det klart', /beror på när du går vidare/],
      ['vad faktureras just nu', /Både Office 365 E4 och Microsoft 365 E5 faktureras/],
      ['hur stoppar jag', /skriv ”stoppa”[\s\S]*5 av 7 personer har flyttats/],
      ['hur ångrar jag', /skriv ”ångra”/],
      ['vem har fått veta', /Alex Wilber/],
    ],
  ],
];

describe('a question about the upgrade that is under way', () => {
  it('is answered from the run, in one sentence of the person, and changes nothing', async () => {
    const tenant = randomUUID();
    await app.sandbox.put(tenant, ownsPlan(7, { withoutUsageLocation: 2 }));
    const alex = app.person('alex', 'en-US', tenant);
    await toReassign(app, alex);
    await alex.click('reassign');
    await app.until(alex, sent('manual-reassign'), 'PT5S');
    const before = (await app.sandbox.ledger(tenant)).users;
    for (const [locale, questions] of asked) {
      const person = app.person('alex', locale, tenant);
      for (const [question, told] of questions) {
        expect(await answer(person, question)).toMatch(told);
        expect(person.card.verbs).toContain('status');
      }
    }
    expect((await app.sandbox.ledger(tenant)).users).toEqual(before);
    await alex.say('status');
    expect(alex.card.id).toBe('manual-reassign');
  });
});

describe('what is asked', () => {
  it('goes on from what was asked before, and two questions get two answers', async () => {
    const tenant = randomUUID();
    await app.sandbox.put(tenant, 'contoso');
    const alex = app.person('alex', 'en-US', tenant);
    await answer(alex, 'Will a credit check be needed?');
    expect(await answer(alex, 'and how long does that take?')).toMatch(/How long does the credit check take\?/);
    expect(await answer(alex, 'What does E5 cost?')).toMatch(/For 25 licenses/);
    expect(await answer(alex, 'and for 200 people?')).toMatch(/For 200 licenses/);
    const two = await answer(alex, 'Hi! How long does the upgrade take? And what happens to our domain?');
    expect(two).toMatch(/within ten minutes/);
    expect(two).toMatch(/What happens to our own domain\?/);

    const sv = app.person('alex', 'sv-SE', tenant);
    await answer(sv, 'Krävs en kreditkontroll?');
    expect(await answer(sv, 'och hur lång tid tar den?')).toMatch(/Hur lång tid tar kreditkontrollen\?/);
    expect(await answer(sv, 'vad kostar det nya abonnemanget')).toMatch(/För 25 licenser/);
    expect(await answer(sv, 'för 200 personer då?')).toMatch(/För 200 licenser/);
    await alex.say('who won the cup final?');
    expect(alex.card.id).toBe('notice');
  });

  it('is never taken for a command or for what the Upgrade tab says', async () => {
    const tenant = randomUUID();
    await app.sandbox.put(tenant, 'litware');
    const alex = app.person('alex', 'en-US', tenant);
    await alex.say('upgrade');
    expect(alex.card.id).toBe('what-does-the-tab-show');
    for (const [locale, question, told] of [
      ['en-US', 'it says I have more users than licences, what now', /more users than licenses/],
      ['en-US', 'it says there is an unpaid balance. How do I fix that', /unpaid balance/],
      ['sv-SE', 'det står att vi har fler användare än licenser, vad gör jag', /fler användare än licenser/],
      ['sv-SE', 'det står att saldot är obetalt, vad nu', /obetalt saldo/],
    ] as const)
      expect(await answer(app.person('alex', locale, tenant), question)).toMatch(told);
    await alex.say('status');
    expect(alex.card.id).toBe('what-does-the-tab-show');
    await alex.say('The tab says: Your subscription has an unpaid balance');
    expect(alex.card.id).toBe('upgrade-blocked');
  });
});
