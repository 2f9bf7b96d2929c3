import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { readEntries } from '../../src/knowledge/read-entries.js';
import { displayName, product, targetSkus } from '../../src/upgrade/plans/plans.js';

/** What cards say and what the knowledge answers is the same, and so are the figures, in both languages. */

const languages = ['en', 'sv'] as const;
type Language = (typeof languages)[number];
type Text = { where: string; text: string };

const entries = readEntries('src/knowledge/entries');
const textsOf = (language: Language): Text[] => [
  ...leaves(JSON.parse(readFileSync(`src/locales/${language}.json`, 'utf8')), ''),
  ...entries.map(({ id, answer }) => ({ where: `knowledge ${id}`, text: answer[language] })),
];

function leaves(node: unknown, where: string): Text[] {
  if (typeof node === 'string') return [{ where, text: node }];
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([key, value]) => leaves(value, where === '' ? key : `${where}.${key}`));
}

/** A figure that Microsoft's pages give, by how it is written in texts that are `about` it; `least`: texts that give it, cards and knowledge together. */
type Figure = {
  of: string;
  least: number;
  about?: RegExp;
  en: [pattern: RegExp, value: string];
  sv: [pattern: RegExp, value: string];
};

const figures: Figure[] = [
  {
    of: 'business days that a credit check may take',
    least: 8,
    en: [/(\S+) (?:business|working) days/g, 'two'],
    sv: [/(\S+) arbetsdagar/g, 'två'],
  },
  {
    of: 'days within which a Customer Agreement lets cancel',
    least: 8,
    en: [/(?:within|more than) (\w+) days (?:of|since) (?:the|its) (?:start|purchase|renewal)/g, 'seven'],
    sv: [/(?:inom|mer än) (\w+) dagar (?:från (?:start|köp|den)|(?:sedan|från att) det börja)/g, 'sju'],
  },
  {
    of: 'days after which the first invoice has come',
    least: 3,
    en: [/within (\d+) days\b/g, '30'],
    sv: [/inom (\d+) dagar\b/g, '30'],
  },
  {
    of: 'days in which what was cancelled can be reactivated',
    least: 5,
    about: /reactivat|återaktiver/i,
    en: [/for (?:about|up to) (\d+) days/g, '90'],
    sv: [/i (?:ungefär|upp till) (\d+) dagar/g, '90'],
  },
  {
    of: 'minutes in which an upgrade is usually done',
    least: 3,
    en: [/(?:under|within) (\w+) minutes/g, 'ten'],
    sv: [/(?:under|inom) (\w+) minuter/g, 'tio'],
  },
  {
    of: 'licences with which an admin may cancel without support',
    least: 1,
    en: [/up to (\d+) licenses/g, '25'],
    sv: [/upp till (\d+) licenser/g, '25'],
  },
  {
    of: 'days after which data of nobody may be deleted',
    least: 2,
    en: [/deleted (?:after|from) (\d+) days/g, '30'],
    sv: [/(?:raderas|tas bort)(?: från| efter) (\d+) dagar/g, '30'],
  },
];

describe.each(languages)('in %s, the same is said everywhere of', (language) => {
  it.each(figures.map((figure) => [figure.of, figure] as const))('%s', (_of, figure) => {
    const [pattern, value] = figure[language];
    const { about = /./ } = figure;
    const told = textsOf(language)
      .filter(({ text }) => about.test(text))
      .flatMap(({ where, text }) => [...text.matchAll(pattern)].map(([, said]) => ({ where, said })));
    expect(told.filter(({ said }) => said !== value)).toEqual([]);
    expect(told.length).toBeGreaterThanOrEqual(figure.least);
  });
});

describe('the admin center during an upgrade', () => {
  const closed: Record<Language, RegExp> = {
    en: /(?:can't|cannot|not being able to) use the admin center|locked out of the admin center|shut out of the admin center|whole admin center is closed/,
    sv: /(?:inte använda|utelåsta från|utestängda från) administrationscentret|administrationscentret går inte att använda|hela administrationscentret är stängt/,
  };
  const rest: Record<Language, RegExp> = {
    en: /the rest (?:of the admin center )?works|only the page of the old subscription is locked/,
    sv: /resten (?:av administrationscentret )?fungerar|bara sidan för den gamla prenumerationen (?:är )?låst/,
  };
  const article: Record<Language, RegExp> = { en: /article on E4 from 2020/, sv: /[Aa]rtikeln? om E4 från 2020/ };

  it.each(languages)(
    'is said to be closed as a whole only where the old article is named for it, in %s',
    (language) => {
      const wrong = textsOf(language).filter(
        ({ text }) => closed[language].test(text) && !article[language].test(text),
      );
      expect(wrong).toEqual([]);
    },
  );

  it.each(languages)(
    'is said to work but for the page of the subscription, on cards and in answers, in %s',
    (language) => {
      const told = textsOf(language).flatMap(({ where, text }) => (rest[language].test(text) ? where : []));
      expect(told).toEqual(
        expect.arrayContaining([
          'beforeYouBegin.automatic.downtime',
          'creditCheck.meanwhile',
          'progress.doing.transition',
          'adminTask.placeOrder.then',
          'knowledge admin-downtime',
          'knowledge credit-check-meanwhile',
          'knowledge best-time',
        ]),
      );
    },
  );
});

describe('what the knowledge says of the plans', () => {
  const answer = (id: string, language: Language) => entries.find((one) => one.id === id)?.answer[language] ?? '';
  const has = (sku: string, service: string) => product(sku)?.services.some(({ name }) => name === service) ?? false;

  it.each([
    ['plan-office-365-e3', 'ENTERPRISEPACK'],
    ['plan-microsoft-365-e3', 'SPE_E3'],
    ['plan-office-365-e5', 'ENTERPRISEPREMIUM'],
  ])('%s names Defender for Office 365 as the catalogue has it', (id, sku) => {
    for (const language of languages) {
      const said = answer(id, language);
      expect(/Defender f[oö]r Office 365 [Pp]lans? 1/.test(said)).toBe(has(sku, 'ATP_ENTERPRISE'));
      expect(/(?:Plans 1 and 2|plan 1 och 2)/.test(said)).toBe(has(sku, 'THREAT_INTELLIGENCE'));
    }
  });

  it('what E4 has not is not said to be in it', () => {
    expect([has('ENTERPRISEWITHSCAL', 'ATP_ENTERPRISE'), has('ENTERPRISEWITHSCAL', 'MICROSOFTBOOKINGS')]).toEqual([
      false,
      false,
    ]);
    for (const language of languages)
      expect(answer('what-is-in-e4', language)).toMatch(/Bookings (?:and|och) Defender/);
  });

  it('the plans it names as ways on are those that are offered', () => {
    const named = (sku: string) => displayName(sku).replace(' without Audio Conferencing', '');
    for (const sku of targetSkus) expect(answer('which-plans', 'en')).toContain(named(sku));
  });

  it.each(['teams-keeps-working', 'editions-without-teams'])(
    '%s names what brings Teams as the catalogue does',
    (id) => {
      for (const language of languages)
        for (const sku of ['Microsoft_Teams_Enterprise_New', 'Microsoft_Teams_EEA_New'])
          expect(answer(id, language)).toContain(displayName(sku));
    },
  );
});
