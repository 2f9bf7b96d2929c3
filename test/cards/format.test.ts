import { describe, expect, it } from '@jest/globals';
import { escapeMarkdown, withoutEscapes } from '../../src/teams/cards/words/escape-markdown.js';
import { formatFor } from '../../src/teams/cards/words/format.js';
import type { Failure, Work } from '../../src/upgrade/run/shape.js';
import { aFailure, at, now, runIn, someWork } from '../support/runs.js';
import { cards } from './every-card.js';
import { alex } from './states/viewer.js';

const spaces = (text: string): string => text.replace(/[\u00a0\u202f]/g, ' ');
const shown = (card: unknown): string => spaces(JSON.stringify(card));

describe('numbers, money and times', () => {
  const sv = formatFor({ language: 'sv', timeZone: 'Europe/Stockholm' });
  const en = formatFor({ language: 'en', timeZone: undefined });

  it('are written the Swedish way for a Swede, in their time zone', () => {
    expect(spaces(sv.number(20_000))).toBe('20 000');
    expect(spaces(sv.money({ minor: 1_031_250, currency: 'SEK' }))).toBe('10 312,50 kr');
    expect(spaces(sv.percent(0.4))).toBe('40 %');
    expect(sv.moment(at)).toBe('4 mars 2026 10:30');
    expect(sv.list(['a', 'b', 'c'])).toBe('a, b och c');
    expect(sv.either(['a', 'b'])).toBe('a eller b');
    expect(sv.country('SE')).toBe('Sverige');
  });

  it('are written in UTC, which is named, where the time zone is not known', () => {
    expect(spaces(en.moment(at))).toBe('Mar 4, 2026, 9:30 AM UTC');
    expect(spaces(formatFor({ language: 'en', timeZone: 'Not/AZone' }).moment(at))).toBe('Mar 4, 2026, 9:30 AM UTC');
  });

  it('respect currencies without decimals', () => {
    expect(en.money({ minor: 5000, currency: 'JPY' })).toBe('¥5,000');
  });
});

describe('what an upgrade costs', () => {
  const prices = {
    prices: [{ sku: 'ENTERPRISEPREMIUM', currency: 'SEK', monthly: 412.5, annual: 4455 }],
    invoiceFrom: [],
  };

  it('is shown per license and in total when the price list has it', () => {
    const { card } = cards.run(runIn.cart(), { ...alex, language: 'sv' }, { now, prices });
    expect(shown(card)).toContain('412,50 kr per månad');
    expect(shown(card)).toContain('10 312,50 kr per månad');
  });

  it('is never invented', () => {
    const { card } = cards.run(runIn.cart(), alex, { now });
    expect(shown(card)).toContain('Ask your partner for the price');
    const direct = cards.run({ ...runIn.cart(), commerce: 'billing-account' }, alex, { now });
    expect(shown(direct.card)).toContain('Microsoft shows the price when you buy');
  });
});

describe('progress', () => {
  const moving = { ...runIn.reassigning(), reassign: someWork({ total: 20_000, done: 5_000 }) };
  const minutesLater = (minutes: number) => ({ now: new Date(now.getTime() + minutes * 60_000) });

  it('tells the count, the pace and the time left', () => {
    const text = shown(cards.run(moving, alex, minutesLater(5)).card);
    expect(text).toContain('5,000 of 20,000 people (25%)');
    expect(text).toContain('1,000 people a minute');
    expect(text).toContain('about 15 minutes');
    expect(text).toContain('Step 3 of 4: reassign licenses');
  });

  it('tells no pace before there is one', () => {
    expect(shown(cards.run(moving, alex, { now }).card)).not.toContain('a minute');
    const paused = { ...runIn.paused(), reassign: moving.reassign };
    expect(shown(cards.run(paused, alex, minutesLater(5)).card)).not.toMatch(/Time\sleft/);
  });

  const entry = (what: 'reassign' | 'reassigned' | 'pause', minutes: number) => ({
    at: new Date(now.getTime() - minutes * 60_000).toISOString(),
    by: null,
    what,
    details: {},
  });
  const pilot = [entry('reassign', 3_000), entry('reassigned', 2_998)];
  const piloted = { ...runIn.manualReassign(), reassign: someWork({ total: 500, done: 20 }), audit: pilot };

  it('tells what the rest takes by what the pilot took, days later', () => {
    expect(shown(cards.run(piloted, alex, { now }).card)).toContain('Moving the rest takes about 48 minutes');
    const going = { ...runIn.reassigning(), ...piloted, audit: [...pilot, entry('reassign', 1)] };
    const state = runIn.reassigning().state;
    const text = shown(cards.run({ ...going, state }, alex, { now }).card);
    expect(text).toMatch(/7 people a minute/);
    expect(text).toMatch(/about 72 minutes/);
  });

  it('tells what the rest takes while it is paused, and what moving back takes before it is asked for', () => {
    const audit = [...pilot, entry('reassign', 10), entry('pause', 8)];
    const paused = { ...runIn.paused(), reassign: piloted.reassign, audit };
    const text = shown(cards.run(paused, alex, { now }).card);
    expect(text).toContain('The rest, once it goes on');
    expect(text).toContain('about 2 hours');
    expect(shown(cards.run(piloted, alex, { now, note: { why: 'askUndo' } }).card)).toContain(
      'That takes about 2 minutes',
    );
  });

  it('tells nothing of what was too short to measure', () => {
    const quick = { ...piloted, audit: [entry('reassign', 3_000), entry('reassigned', 2_999.95)] };
    expect(shown(cards.run(quick, alex, { now }).card)).not.toContain('Moving the rest takes');
  });

  type Bar = { fallback: { columns: { width: number }[] }; data: { data: { legend: string; value: number }[] }[] };
  const barOf = (done: number, failures: Failure[] = []): Bar | undefined => {
    const run = { ...runIn.reassigning(), reassign: someWork({ total: 10, done, failures }) };
    const { card } = cards.run(run, alex, { now });
    return (card.body as (Bar & { type: string })[]).find(({ type }) => type === 'Chart.HorizontalBar.Stacked');
  };

  it('draws a bar of what is done, failed and left, and leaves out what is none', () => {
    const partsOf = (done: number, failures: Failure[] = []) =>
      barOf(done, failures)?.data[0]?.data.map(({ legend, value }) => [legend, value]);
    expect(partsOf(0)).toEqual([['Left', 10]]);
    expect(partsOf(3, [aFailure()])).toEqual([
      ['Done', 3],
      ['Failed', 1],
      ['Left', 6],
    ]);
    expect(partsOf(10)).toEqual([['Done', 10]]);
  });

  it('draws it as two columns that add up where there are no charts, and leaves out the empty one', () => {
    const columnsOf = (done: number) => barOf(done)?.fallback.columns.map(({ width }) => width);
    expect(columnsOf(0)).toEqual([100]);
    expect(columnsOf(3)).toEqual([30, 70]);
    expect(columnsOf(10)).toEqual([100]);
  });
});

describe('the end', () => {
  it('says that everyone has the new plan only when everyone has', () => {
    const kept = { ...runIn.manualCancel(), state: { is: 'completed', at, oldPlanKept: true } } as const;
    const said = (work: Work) => shown(cards.run({ ...kept, reassign: work }, alex, { now }).card);
    expect(said(someWork())).toContain('Everyone who had Office 365 E4 now has');
    const one = said(someWork({ failures: [aFailure()] }));
    expect(one).toContain('Nobody has the old plan any more');
    expect(one).not.toMatch(/Everyone (who had|has)/);
  });
});

describe('the notification', () => {
  it('is the news in plain text when the card is sent unasked', () => {
    const { summary, card } = cards.run(runIn.completed(), alex, { now, news: { what: 'creditCheckEnded' } });
    expect(summary).toBe('The credit check is done');
    expect(shown(card)).toContain('The credit check is done');
  });

  it('is the heading otherwise', () => {
    expect(cards.run(runIn.cart(), { ...alex, language: 'sv' }, { now }).summary).toBe('Kundvagn');
  });
});

describe('escapeMarkdown', () => {
  it('leaves an ordinary name as it is', () => {
    expect(escapeMarkdown('Åsa Öberg-Müller, Ltd. & Co')).toBe('Åsa Öberg-Müller, Ltd. & Co');
  });

  it('takes the meaning out of links, emphasis, lists and headings', () => {
    expect(escapeMarkdown('[a](b)')).toBe(String.raw`\[a\](b)`);
    expect(escapeMarkdown('1. One')).toBe(String.raw`1\. One`);
    expect(escapeMarkdown('- one')).toBe(String.raw`\- one`);
    expect(escapeMarkdown('# one')).toBe(String.raw`\# one`);
    expect(escapeMarkdown('a\n\n- b')).toBe('a - b');
    expect(escapeMarkdown('<http://evil>')).toBe(String.raw`\<http://evil>`);
  });

  it.each(['{{DATE(2026-11-28T09:00:00Z,SHORT)}}', '{{{TIME(2026-11-28T09:00:00Z)}}}', '{{{{', 'a{{b}}'])(
    'leaves nothing that a card writes as a date or a time in %s',
    (text) => {
      expect(escapeMarkdown(text)).not.toContain('{{');
      expect(withoutEscapes(escapeMarkdown(text))).toBe(text);
    },
  );

  it('leaves a single brace alone', () => {
    expect(escapeMarkdown('{a} and {b}')).toBe('{a} and {b}');
  });

  it('is undone for what is not shown as Markdown', () => {
    for (const text of ['[a](b)', '1. One', '- *one*', 'C:\\temp', '> a_b'])
      expect(withoutEscapes(escapeMarkdown(text))).toBe(text);
  });
});

describe('what is kept', () => {
  it('says what that costs where the price list tells, beside what is paid for the new plan', () => {
    const prices = {
      prices: [{ sku: 'ENTERPRISEWITHSCAL', currency: 'SEK', monthly: 200, annual: 2000 }],
      invoiceFrom: [],
    };
    const run = runIn.kept();
    const said = shown(
      cards.run({ ...run, organization: { displayName: 'Contoso', country: 'SE' } }, alex, { now, prices }).card,
    );
    expect(said).toMatch(/Keeping Office 365 E4 costs SEK.5,000\.00 per month/);
    expect(shown(cards.run(run, alex, { now }).card)).not.toContain('Keeping Office 365 E4 costs');
  });
});
