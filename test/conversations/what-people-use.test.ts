import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { targetSkus } from '../../src/upgrade/plans/plans.js';
import { actionsOf, type Json } from '../support/card-json.js';
import type { TeamsPerson } from '../support/teams-client.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

/** Plans in the order that fits: those first that keep what the people of this tenant have switched on, then by price. */

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ users: 1 });
});
afterAll(() => app.stop());

const everyone = 6;
/** What Microsoft 365 E3 has over Office 365 E3, of what an admin knows by name. */
const beyondOffice = {
  AAD_PREMIUM: everyone,
  INTUNE_A: everyone,
  RMS_S_PREMIUM: everyone,
  WIN10_PRO_ENT_SUB: everyone,
};
const byHand = { source: 'SPE_E3', users: everyone, blockers: ['NOT_ELIGIBLE'] };

async function somebody(scenario: Json, locale = 'en-US'): Promise<TeamsPerson> {
  const tenant = randomUUID();
  await app.sandbox.put(tenant, scenario);
  return app.person('alex', locale, tenant);
}

/** The plans on the card, in the order they are numbered. */
const offered = ({ card }: TeamsPerson) => [
  ...new Set(
    actionsOf(card.card).flatMap(({ verb, data: { plan } }) => (verb === 'choosePlan' && plan ? String(plan) : [])),
  ),
];

const ways = [
  ['en-US', 'upgrade', 'manually', 'choose 1'],
  ['sv-SE', 'uppgradera', 'manuellt', 'välj 1'],
] as const;

describe('a plan that takes only what nobody has switched on', () => {
  const said = {
    'en-US':
      /Office 365 E3 comes first: of the plans that keep every main service your people have switched on, it costs least\. Nobody here has this switched on: Microsoft Entra ID P1, Microsoft Intune Plan 1, /,
    'sv-SE':
      /Office 365 E3 står först: av de abonnemang som behåller alla huvudtjänster som era användare har påslagna kostar det minst\. Ingen här har det här påslaget: Microsoft Entra ID P1, Microsoft Intune Plan 1, /,
  };
  const scenario = { ...byHand, withDisabledPlans: beyondOffice };

  it.each(ways)(
    'comes first where it costs least, and is what the first button and the first number mean (%s)',
    async (...way) => {
      const [locale, check, manually, choose] = way;
      const alex = await somebody(scenario, locale);
      await alex.say(check);
      await alex.say(manually);
      expect(alex.card.text).toMatch(said[locale]);
      expect(offered(alex)).toEqual(['ENTERPRISEPACK', 'ENTERPRISEPREMIUM', 'SPE_E5']);
      await alex.say(choose);
      expect(alex.card.id).toBe('before-you-begin');
      expect(alex.card.text).toMatch(/Office 365 E3/);

      const other = await somebody(scenario, locale);
      await other.say(check);
      await other.click('upgradeManually');
      const [first = ''] = offered(other);
      await other.click('choosePlan', { plan: first });
      expect([other.card.id, first]).toEqual(['before-you-begin', 'ENTERPRISEPACK']);
    },
  );

  it.each(ways)(
    'comes after those that keep all as soon as one person has it on (%s)',
    async (...[locale, check, manually]) => {
      const alex = await somebody(
        { ...byHand, withDisabledPlans: { ...beyondOffice, INTUNE_A: everyone - 1 } },
        locale,
      );
      await alex.say(check);
      await alex.say(manually);
      expect(offered(alex)[0]).toBe('SPE_E5');
      expect(alex.card.text).toMatch(
        locale === 'en-US'
          ? /it keeps everything that Microsoft 365 E3 has/
          : /det behåller allt som Microsoft 365 E3 har/,
      );
      expect(alex.card.text).not.toMatch(/Nobody here has [^.]*Intune|Ingen här har [^.]*Intune/);
    },
  );
});

describe('the order by what people use', () => {
  const unusedBusiness = { INTUNE_SMBIZ: everyone, MDE_SMB: everyone };
  const said = {
    'en-US': /Microsoft 365 E3 comes first.*it costs least\. Nobody here has this switched on: .*Defender for Business/,
    'sv-SE': /Microsoft 365 E3 står först.*kostar det minst\. Ingen här har det här påslaget: .*Defender for Business/,
  };

  it.each([
    ['en-US', 'upgrade', 'compare'],
    ['sv-SE', 'uppgradera', 'jämför'],
  ] as const)(
    'is that of the comparison too, where the Upgrade tab offers the plans (%s)',
    async (locale, check, compare) => {
      const alex = await somebody({ source: 'SPB', users: everyone, withDisabledPlans: unusedBusiness }, locale);
      await alex.say(check);
      expect(alex.card.id).toBe('upgrade-available');
      const order = offered(alex);
      expect(order).toEqual(['SPE_E3', 'SPE_E5']);
      expect(alex.card.text).toMatch(said[locale]);
      await alex.say(compare);
      expect(alex.card.id).toBe('plans');
      expect(offered(alex)).toEqual(order);
      expect(alex.card.text).toMatch(said[locale]);
    },
  );

  it('is that of the plans an admin says the tab shows', async () => {
    const guided = { source: 'SPE_E3', users: everyone, commerce: 'admin-center', withDisabledPlans: beyondOffice };
    const alex = await somebody(guided);
    await alex.say('upgrade');
    await alex.click('reportTab', { tab: 'plans' });
    expect(offered(alex)[0]).toBe('ENTERPRISEPACK');
    expect(alex.card.text).toMatch(/Nobody here has .*Intune/);
  });
});

describe('where it is not known what people have switched on', () => {
  const unsaid = /Nobody here has|your people have switched on|Ingen här har|era användare har/;

  it('everything counts as used where there are more people than are read while somebody waits', async () => {
    const users = 1_001;
    const everywhere = Object.fromEntries(Object.keys(beyondOffice).map((name) => [name, users]));
    const alex = await somebody({ ...byHand, users, withDisabledPlans: everywhere });
    await alex.say('upgrade');
    await alex.say('manually');
    expect(offered(alex)[0]).toBe('SPE_E5');
    expect(alex.card.text).not.toMatch(unsaid);
  });

  it.each(ways)(
    'Microsoft’s own order stands where nobody holds the plan, and nothing is said of it (%s)',
    async (...way) => {
      const [locale, check, manually] = way;
      const alex = await somebody({ users: 0, seats: 5, blockers: ['NOT_ELIGIBLE'] }, locale);
      await alex.say(check);
      await alex.say(manually);
      expect(alex.card.id).toBe('plans');
      expect(offered(alex)).toEqual(targetSkus.slice(0, 3));
      expect(alex.card.text).not.toMatch(unsaid);
    },
  );

  it('is known once everybody was read for a plan that was looked at', async () => {
    const users = 1_001;
    const everywhere = Object.fromEntries(Object.keys(beyondOffice).map((name) => [name, users]));
    const alex = await somebody({ ...byHand, users, withDisabledPlans: everywhere });
    await alex.say('upgrade');
    await alex.say('manually');
    await alex.click('choosePlan', { plan: 'ENTERPRISEPACK' });
    expect(alex.card.id).toBe('before-you-begin');
    await alex.say('compare');
    expect(offered(alex)[0]).toBe('ENTERPRISEPACK');
    expect(alex.card.text).toMatch(/Nobody here has .*Intune/);
  });

  it('is left open where the app may not read people: the plans are offered all the same', async () => {
    const alex = await somebody({ ...byHand, withDisabledPlans: beyondOffice });
    await app.sandbox.faults([{ match: { path: 'assignedLicenses' }, effect: 'status', status: 403 }]);
    await alex.say('upgrade');
    await alex.say('manually');
    await app.sandbox.faults([]);
    expect(offered(alex)[0]).toBe('SPE_E5');
    expect(alex.card.text).not.toMatch(unsaid);
  });
});
