import { describe, expect, it } from '@jest/globals';
import {
  runTopics,
  type TenantAnswer,
  type TenantLook,
  type Topic,
} from '../../src/teams/cards/tenant-answers/tenant-answer.js';
import { tenantText } from '../../src/teams/cards/tenant-answers/tenant-text.js';
import { viewOf } from '../../src/teams/cards/view.js';
import { formatFor } from '../../src/teams/cards/words/format.js';
import type { Language } from '../../src/teams/cards/words/languages.js';
import { readTexts } from '../../src/teams/cards/words/texts.js';
import { readTenantAnswer } from '../../src/teams/conversation/answers/read-tenant-answer.js';
import type { PriceList } from '../../src/upgrade/order/price-list.js';
import type { Run } from '../../src/upgrade/run/run.js';
import { assess } from '../../src/upgrade/tenant/eligibility.js';
import type { TenantFacts } from '../../src/upgrade/tenant/facts.js';
import { textOf } from '../support/card-json.js';
import { available, now, onAccount, runIn } from '../support/runs.js';
import { aSubscription, aTenant, someUnits } from '../upgrade/tenant-facts.js';
import { cards } from './every-card.js';
import { alex } from './states/viewer.js';

const texts = readTexts('src/locales');
const viewIn = (language: Language) => {
  const viewer = { name: 'Alex', language, roles: [], timeZone: 'Europe/Stockholm', sandbox: false };
  return viewOf(viewer, texts.of(language), formatFor(viewer));
};

const noRunView = (): never => {
  throw new Error('it is about no run');
};
const known = { question: 'How far is it?', answer: 'Look.', link: 'https://learn.microsoft.com/x' };

const prices: PriceList = {
  prices: [{ sku: 'SPE_E5', currency: 'SEK', monthly: 500, annual: 5000 }],
  invoiceFrom: [{ currency: 'SEK', amount: 20_000 }],
};

function told(
  topic: Extract<TenantAnswer, { is: 'facts' }>['topic'],
  {
    facts = {},
    language = 'en',
    ...more
  }: Partial<Omit<TenantLook, 'facts'>> & {
    facts?: Partial<TenantFacts>;
    language?: Language;
  } = {},
) {
  const tenant = aTenant(facts);
  const look = { question: '', facts: tenant, assessment: assess(tenant), run: undefined, prices: undefined, ...more };
  const {
    lines,
    facts: figures = [],
    asks = [],
    goOn,
  } = tenantText(viewIn(language), { is: 'facts', topic, look }, noRunView);
  const said = [...lines, ...figures.map(({ title, value }) => `${title}: ${value}`)].join('\n');
  return { said, asks: asks.map(({ title }) => title), goOn };
}

describe('a credit check', () => {
  it('is not known until checkout where nothing is chosen and nothing is known', () => {
    const { said } = told('creditCheck');
    expect(said).toMatch(/haven't chosen how to pay yet/);
    expect(said).toMatch(/Total: not known until checkout[\s\S]*Invoice from: not known until checkout/);
  });

  it('is expected with invoice, with the total and the amount that invoice takes', () => {
    const run = { ...onAccount(), plan: 'SPE_E5' };
    const byInvoice = run.checkout && { ...run.checkout, payment: 'invoice' as const };
    const { said } = told('creditCheck', { run: { ...run, checkout: byInvoice }, prices, language: 'sv' });
    expect(said).toMatch(/Ni har valt faktura/);
    expect(said).toMatch(/Summa: [\d\s]+,00\skr/);
    expect(said).toMatch(/Faktura från: 20\s000,00\skr/);
    expect(said).toMatch(/för låg för faktura/);
  });

  it('that is under way is told with its latest end', () => {
    expect(told('creditCheck', { run: runIn.creditCheck() }).said).toMatch(/under way since[\s\S]*Mar 6, 2026/);
  });
});

describe('whether the tab can be used', () => {
  it('is left to the admin to see where the commerce does not tell', () => {
    expect(told('canUpgrade')).toMatchObject({ said: expect.stringMatching(/only an admin can see/), goOn: 'check' });
  });

  it('is answered with what is in the way, a line each, and that manually works all the same', () => {
    const facts = { subscriptions: [aSubscription(), aSubscription({ id: 'second' })] };
    expect(told('canUpgrade', { facts }).said).toMatch(/One thing is in the way:\n- You have two or more/);
    expect(told('canUpgrade', { facts }).said).toMatch(/still upgrade manually/);
  });

  it('says that an upgrade is under way, and leads to it', () => {
    expect(told('canUpgrade', { run: runIn.cart() })).toMatchObject({
      said: expect.stringMatching(/already under way\. Step 4 of 9: cart\./),
      goOn: 'status',
    });
  });

  it('says so where there is nothing to upgrade', () => {
    expect(told('canUpgrade', { facts: { subscriptions: [], skus: [] } }).said).toMatch(/no Office 365 E4/);
    expect(told('price', { facts: { subscriptions: [], skus: [] } }).said).toMatch(/no Office 365 E4/);
  });
});

describe('licences', () => {
  it('are told with what is free, or how many too many are in use', () => {
    expect(told('seats').said).toBe('Office 365 E4: 25 bought, 20 in use, 5 free');
    const facts = { skus: [someUnits({ assigned: 27 }), someUnits({ sku: 'SPE_E3', assigned: 0, enabled: 1200 })] };
    expect(told('seats', { facts, language: 'sv' }).said).toMatch(/27 används: 2 för många\n.*E3: 0 av 1\s200 används/);
  });
});

describe('licences in Swedish', () => {
  it.each([
    [1, '24 av 25 används, 1 ledig'],
    [0, '25 av 25 används, 0 lediga'],
    [2, '23 av 25 används, 2 lediga'],
  ])('agree with the number that is free: %i', (free, line) => {
    const facts = { skus: [someUnits({ assigned: 25 - free })] };
    expect(told('seats', { facts, language: 'sv' }).said).toBe(`Office 365 E4: ${line}`);
  });
});

describe('the renewal', () => {
  it('is told once where several purchases have the same date, and apart where they differ', () => {
    const of = (...dates: string[]) => {
      const subscriptions = dates.map((nextLifecycleAt, n) => aSubscription({ id: `s${n}`, nextLifecycleAt }));
      return told('renewal', { facts: { subscriptions } }).said.match(/runs until/g);
    };
    expect(of('2027-10-19T00:00:00Z', '2027-10-19T00:00:00Z')).toHaveLength(1);
    expect(of('2027-10-19T00:00:00Z', '2027-12-01T00:00:00Z')).toHaveLength(2);
  });

  it('names each of several by its licenses, and one alone by its plan', () => {
    const subscriptions = [aSubscription({ id: 'one', seats: 25 }), aSubscription({ id: 'other', seats: 60 })];
    const { said } = told('renewal', { facts: { subscriptions } });
    expect(said).toContain('Office 365 E4 (25 licenses)');
    expect(said).toContain('Office 365 E4 (60 licenses)');
    expect(told('renewal').said).not.toContain('licenses)');
  });
});

describe('a difference', () => {
  it('names what goes with the plan in the question, and whom it concerns', () => {
    const { said } = told('losses', { question: 'what do we lose with office 365 e3' });
    expect(said).toMatch(/With Office 365 E3 you lose this from Office 365 E4: Skype for Business/);
    expect(said).toMatch(/affects 20 people/);
  });

  it('leaves out what the subscription never had', () => {
    const services = someUnits().services.filter(({ name }) => name !== 'MCOVOICECONF');
    const { said } = told('losses', { question: 'O365 E3', facts: { skus: [someUnits({ services })] } });
    expect(said).not.toMatch(/Skype/);
  });

  it('takes the plan that is chosen when the question names none, and asks when it may be several', () => {
    expect(told('gains', { run: { ...runIn.cart(), plan: 'SPE_E5' } }).said).toMatch(/Microsoft 365 E5 has: .*Intune/);
    expect(told('gains', { question: 'E3' }).asks).toEqual(['Office 365 E3', 'Microsoft 365 E3']);
    expect(told('gains').asks).toHaveLength(5);
  });
});

describe('add-ons', () => {
  const facts = { skus: [someUnits(), someUnits({ sku: 'MCOMEETADV', assigned: 3, enabled: 5 })] };
  it('are told with what becomes of each', () => {
    expect(told('addOns', { facts, question: 'with o365 e5?' }).said).toMatch(/Included in Office 365 E5/);
    expect(told('addOns', { facts, question: 'with o365 e3?' }).said).toMatch(/The Upgrade tab takes it along/);
    expect(told('addOns', { facts }).said).toMatch(/Included in Office 365 E5 and Microsoft 365 E5;/);
  });
});

describe('a renewal', () => {
  it('is told by its date, and honestly where there is none', () => {
    expect(told('renewal').said).toMatch(/gives no date for Office 365 E4/);
    const nextLifecycleAt = '2026-09-30T00:00:00Z';
    const facts = { subscriptions: [aSubscription({ nextLifecycleAt })] };
    expect(told('renewal', { facts, language: 'sv' }).said).toMatch(/gäller till den 30 september 2026/);
    const ended = { subscriptions: [aSubscription({ nextLifecycleAt, status: 'Suspended' })] };
    expect(told('renewal', { facts: ended }).said).toMatch(/is disabled\. Its next stage begins on/);
    expect(told('renewal', { facts: ended, language: 'sv' }).said).toMatch(
      /^Prenumerationen på Office 365 E4 är inaktiverad\./,
    );
  });
});

describe('a price', () => {
  it('is that of the licences needed, from the price list, or seen at checkout', () => {
    expect(told('price', { prices }).said).toMatch(/For 25 licenses[\s\S]*Microsoft 365 E5: SEK\s12,500\.00 per month/);
    expect(told('price').said).toMatch(/shown at checkout/);
  });
});

describe('what is asked of a run', () => {
  it.each(runTopics.filter((topic) => topic !== 'told'))(
    'is answered in every state, from what the run knows (%s)',
    (topic) => {
      for (const [is, run] of Object.entries(runIn))
        for (const language of ['en', 'sv'] as const) {
          const answer = cards.answer({ ...alex, language }, [
            { known, tenant: { is: 'run', topic, run: run(), context: { now } } },
          ]);
          // Its own lines stand between the heading and what is so in general.
          const texts = (answer.card.body as { text?: string }[]).flatMap(({ text }) => text ?? []);
          const [, line] = texts;
          expect([is, line?.length]).not.toEqual([is, 0]);
          expect([is, line]).not.toEqual([is, known.answer]);
        }
    },
  );
});

describe('going back, while that is not possible', () => {
  const said = (run: Run) => {
    const tenant: TenantAnswer = { is: 'run', topic: 'undoing', run, context: { now } };
    return textOf(cards.answer(alex, [{ known, tenant }]).card);
  };

  it('is answered by what is under way and, while people are moved, by what to write first', () => {
    expect(said(runIn.reassigning())).toContain("Not while I'm moving people. Write “pause” first, then “undo”.");
    expect(said(runIn.undoing())).toContain('That is already under way.');
    expect(said(runIn.cart())).toContain('Only people who were moved manually');
  });

  it('is not said to have changed nothing: it was only asked', () => {
    for (const run of [runIn.reassigning(), runIn.undoing(), runIn.cart()])
      expect(said(run)).not.toContain('Nothing changed');
  });
});

describe('progress', () => {
  it.each([
    [
      'a run',
      runIn.checkout(),
      /checkout\n.*You are at checkout[^\n]*\nThen: order, Microsoft upgrades, and switch services off again/,
    ],
    ['a completed run', runIn.completed(), /was completed on Mar 4, 2026/],
    ['a stopped run', runIn.stopped(), /was stopped on/],
  ])('of %s is told', (_what, run, words) => {
    const answer = cards.answer(alex, [{ known, tenant: { is: 'run', topic: 'progress', run, context: { now } } }]);
    expect(textOf(answer.card)).toMatch(words);
  });

  it('of nothing is told', () => {
    expect(tenantText(viewIn('en'), { is: 'noRun' }, noRunView).lines.join('\n')).toMatch(
      /No upgrade has been started/,
    );
  });
});

describe('reading for an answer', () => {
  const facts = aTenant();
  const asking = { person: { tenantId: 't', id: 'alex' }, currentRun: async () => undefined };
  const reading =
    (sources: Omit<Parameters<typeof readTenantAnswer>[0], keyof typeof asking>) =>
    (topic: Topic): Promise<TenantAnswer | undefined> =>
      readTenantAnswer({ ...asking, ...sources }, topic, '');
  const read = (roles: readonly ('globalReader' | 'billingAdministrator')[] | undefined, looks: string[] = []) =>
    reading({
      upgrades: {
        async look(tenantId) {
          looks.push(tenantId);
          return { is: 'looked', facts, assessment: available() };
        },
      },
      access: { rolesForReading: async () => roles, peopleWhoMay: async () => [] },
      prices: undefined,
      contextOf: async () => ({ now }),
    });
  const topics: Topic[] = ['people', 'whoCan', 'progress', 'seats'];

  it.each(topics)('reads nothing of the tenant for somebody who may not see it (%s)', async (topic) => {
    const looks: string[] = [];
    expect(await read([], looks)(topic)).toEqual({ is: 'notAllowed' });
    expect(await read(undefined, looks)(topic)).toEqual({ is: 'unreadable' });
    expect(looks).toEqual([]);
  });

  it('does not say that nobody may, where Microsoft did not tell who may', async () => {
    const peopleWhoMay = async (_tenant: string, may: string) => (may === 'buy' ? undefined : []);
    const access = { rolesForReading: async () => ['globalReader'] as const, peopleWhoMay };
    const look = async () => ({ is: 'unreachable' }) as const;
    const read = reading({ upgrades: { look }, access, prices: undefined, contextOf: async () => ({ now }) });
    expect(await read('whoCan')).toEqual({ is: 'unreadable' });
  });

  it('reads the tenant of the person alone', async () => {
    const looks: string[] = [];
    expect(await read(['globalReader'], looks)('people')).toMatchObject({ is: 'facts', topic: 'people' });
    expect(looks).toEqual(['t']);
  });

  it.each(['stillLooking', 'unreachable', 'denied'] as const)(
    'says that it could not read when Microsoft is %s',
    async (is) => {
      const look = async () =>
        is === 'denied' ? { is, needs: undefined } : is === 'stillLooking' ? { is, later: Promise.resolve() } : { is };
      const access = { rolesForReading: async () => ['globalReader'] as const, peopleWhoMay: async () => [] };
      const read = reading({ upgrades: { look }, access, prices: undefined, contextOf: async () => ({ now }) });
      expect(await read('people')).toEqual({ is: 'unreadable' });
    },
  );
});

describe('the answer of who can', () => {
  const megan = { name: 'Megan Bowen', role: 'billingAdministrator' } as const;
  const lines = (buy: readonly (typeof megan)[]) =>
    tenantText(viewIn('en'), { is: 'whoCan', buy, assign: [] }, noRunView).lines;

  it('does not begin with those who can where there is nobody', () => {
    expect(lines([megan]).join()).toMatch(/^These people can/);
    expect(lines([]).join()).toMatch(/^According to Microsoft Graph right now/);
  });
});

describe('an answer of which nothing could be read', () => {
  it('is the general one, and not a remark below nothing', () => {
    const about = { run: runIn.reassigning(), context: { now } };
    const answer = (context: object) =>
      cards.answer(alex, [
        { known, tenant: { is: 'run', topic: 'told', ...about, context: { now, ...context } } as never },
      ]).card;
    const bodyOf = (card: unknown) => (card as { body: { text?: string; isSubtle?: boolean }[] }).body;
    const general = (card: unknown) => bodyOf(card).find(({ text }) => text === known.answer);
    expect(general(answer({}))?.isSubtle).toBeUndefined();
    const followers = { people: [{ id: 'alex', name: 'Alex Wilber' }], more: 0, you: true };
    expect(general(answer({ followers }))?.isSubtle).toBe(true);
  });
});
