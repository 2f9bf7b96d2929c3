import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { actionsOf } from '../support/card-json.js';
import { signIn } from '../support/sign-in.js';
import type { TeamsPerson } from '../support/teams-client.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

/** Moves that cannot be: each is told why, by cards and by words, in English and in Swedish, and nothing changes. */

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ users: 1 });
});
afterAll(() => app.stop());

/** Office 365 E1 for some, Microsoft 365 F3 for others; the group holds none of the latter. */
const scenario = {
  source: 'STANDARDPACK',
  users: 4,
  sources: [{ sku: 'SPE_F1', users: 3 }],
  plainGroups: [{ name: 'Sales', users: 3 }],
};

type Wording = Record<
  'leave' | 'choose' | 'nobodyHolds' | 'same' | 'otherMarket' | 'nobodyCalled' | 'twice',
  string
> & {
  group: string;
  split: (who: string) => string;
};

const words: Record<'en-US' | 'sv-SE', Wording> = {
  'en-US': {
    leave: 'upgrade',
    choose: 'choose',
    split: (who) => `${who} to Microsoft 365 E5, the rest to Microsoft 365 E3`,
    nobodyHolds: 'no active paid plan called “Office 365 E5”',
    same: 'You already have Microsoft 365 F3',
    otherMarket: "Microsoft 365 A3 for faculty isn't sold to the same customers as Microsoft 365 F3",
    nobodyCalled: 'I found nobody called nobody@here.example who has the old plan',
    twice: 'more than once. Check the list. Nothing changed',
    group: 'Nobody in the group Sales has Microsoft 365 F3',
  },
  'sv-SE': {
    leave: 'uppgradera',
    choose: 'välj',
    split: (who) => `${who} till Microsoft 365 E5, resten till Microsoft 365 E3`,
    nobodyHolds: 'inget aktivt betalt abonnemang som heter ”Office 365 E5”',
    same: 'Ni har redan Microsoft 365 F3',
    otherMarket: 'Microsoft 365 A3 for faculty säljs inte till samma kunder som Microsoft 365 F3',
    nobodyCalled: 'Jag hittade ingen med det gamla abonnemanget som heter nobody@here.example',
    twice: 'mer än en gång. Kontrollera listan. Inget ändrades',
    group: 'Ingen i gruppen Sales har Microsoft 365 F3',
  },
};

const locales = ['en-US', 'sv-SE'] as const;
const offered = ({ card }: TeamsPerson) =>
  actionsOf(card.card).flatMap(({ verb, data }) => [
    ...(verb === 'choosePlan' ? [data.plan] : []),
    ...(verb === 'check' ? [data.source] : []),
  ]);

/** Somebody who is leaving Microsoft 365 F3 by hand, and what their tenant has. */
async function leavingF3(locale: (typeof locales)[number]) {
  const tenant = randomUUID();
  await app.sandbox.put(tenant, scenario);
  const state = async () => {
    const { users, orders, cancellations, subscriptions } = await app.sandbox.ledger(tenant);
    return { holding: users.holding, orders, cancellations, subscriptions };
  };
  const before = await state();
  const alex = app.person('alex', locale, tenant);
  return {
    alex,
    unchanged: async () => expect(await state()).toEqual(before),
    people: () => app.sandbox.users(tenant),
  };
}

describe.each(locales)('what cannot be moved is told, and nothing changes (%s)', (locale) => {
  const say = words[locale];

  it('a plan that nobody holds', async () => {
    const { alex, unchanged } = await leavingF3(locale);
    await alex.say(`${say.leave} Office 365 E5`);
    expect(alex.card.id).toBe('which');
    expect(alex.card.text).toContain(say.nobodyHolds);
    expect(offered(alex)).toEqual(expect.arrayContaining(['STANDARDPACK', 'SPE_F1']));
    expect(offered(alex)).not.toContain('ENTERPRISEPREMIUM');
    await unchanged();
  });

  it.each([
    ['the plan that is left', 'Microsoft 365 F3', 'SPE_F1', 'same'],
    ['a plan of another family', 'Microsoft 365 A3 for faculty', 'M365EDU_A3_FACULTY', 'otherMarket'],
  ] as const)('to %s', async (_, called, sku, why) => {
    const { alex, unchanged } = await leavingF3(locale);
    await alex.say(`${say.leave} Microsoft 365 F3`);
    await alex.click('upgradeManually');
    expect(alex.card.id).toBe('plans');
    expect(offered(alex)).not.toContain(sku);
    const [chosen] = offered(alex);
    await alex.say(`${say.choose} ${called}`);
    expect(alex.card.id).toBe('plans');
    expect(alex.card.text).toContain(say[why]);
    expect(offered(alex)[0]).toBe(chosen);
    await unchanged();
  });

  it.each(['words', 'cards'])(
    'people whom nobody knows, people named twice, and a group that holds none of it, by %s',
    async (how) => {
      const { alex, unchanged, people } = await leavingF3(locale);
      const [person] = (await people()).filter(({ skus }) => skus.includes('SPE_F1'));
      const name = signIn(person);
      await alex.say(`${say.leave} Microsoft 365 F3`);
      await alex.click('upgradeManually');
      const group = locale === 'en-US' ? 'the group Sales' : 'gruppen Sales';
      const told: [who: string, by: string, why: string, written?: string][] = [
        [`nobody@here.example, ${name}`, 'people', say.nobodyCalled],
        [`${name}, ${person?.displayName}`, 'people', say.twice],
        ['Sales', 'group', say.group, group],
      ];
      for (const [who, by, why, written = who] of told) {
        if (how === 'cards') await alex.click('splitPeople', { plan: 'SPE_E5', by, who, rest: 'SPE_E3' });
        else await alex.say(say.split(written));
        expect([who, alex.card.id, alex.card.text]).toEqual([who, 'plans', expect.stringContaining(why)]);
      }
      await unchanged();
    },
  );
});
