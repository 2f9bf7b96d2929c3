import { describe, expect, it } from '@jest/globals';
import { readWords } from '../../src/teams/cards/words/texts.js';
import { createIntents } from '../../src/teams/conversation/intents/intents.js';
import type { Run } from '../../src/upgrade/run/run.js';
import { textOf } from '../support/card-json.js';
import { aSource, available, now, runIn } from '../support/runs.js';
import { cards, elementsOf, executesOf, verbsOf } from './every-card.js';
import { alex } from './states/viewer.js';

/** The plans side by side: as many as a phone has room for, and what they cost in the table. */

const prices = {
  prices: [{ sku: 'SPE_E5', currency: 'SEK', monthly: 638, annual: 6_890 }],
  invoiceFrom: [],
};
const page = (run: Run, at?: number) => cards.plans(run, alex, { now, prices }, at).card;
const numbers = (card: unknown) =>
  elementsOf(card).flatMap(({ title }) => (typeof title === 'string' ? (/^(\d) · /.exec(title)?.[1] ?? []) : []));
const cellsIn = (card: unknown) =>
  elementsOf(card)
    .filter(({ type }) => type === 'TableRow')
    .map((row) => elementsOf(row.cells).flatMap(({ text }) => (text === undefined ? [] : [text])));

describe('the plans side by side', () => {
  const choosing = runIn.choosingPlan();

  it('are three at a time, numbered throughout, and the others are a button or a word away', () => {
    expect(numbers(page(choosing))).toEqual(['1', '2', '3']);
    expect(numbers(page(choosing, 1))).toEqual(['4', '5']);
    expect(numbers(page(choosing, 2))).toEqual(['1', '2', '3']);
    expect(JSON.stringify(page(choosing, 1))).toContain('choose 4 · plans page 1');
    const more = executesOf(page(choosing)).find(({ verb }) => verb === 'comparePlans');
    expect(more).toMatchObject({ title: 'Show plans 4 to 5', data: { page: 1 } });
    const read = createIntents(readWords('src/locales'));
    for (const said of ['compare page 2', 'jämför sida 2', 'vergleichen Seite 2', 'compare 2'])
      expect(read(said, { run: choosing, sandbox: false })).toEqual({ is: 'comparePlans', page: 1 });
    expect(read('compare page 0', { run: choosing, sandbox: false })).toEqual({ is: 'noAnswer' });
    expect(read('compare 0', { run: choosing, sandbox: false })).toEqual({ is: 'noAnswer' });
  });

  it('have at most four services in a cell', () => {
    const rows = cellsIn(page(choosing)).slice(1);
    expect(rows.length).toBeGreaterThan(2);
    for (const [services] of rows) expect(String(services).split(/, | and /).length).toBeLessThanOrEqual(6);
  });

  it('have what a license costs beside what the columns stand for, where an amount has room on a phone', () => {
    const facts = elementsOf(page(choosing)).filter(({ title }) => /^\d$/.test(String(title)));
    expect(facts.map(({ title, value }) => `${title}: ${value}`)).toEqual([
      '0: Office 365 E4 (today): price not known',
      '1: Office 365 E5: price not known',
      expect.stringMatching(/^2: Microsoft 365 E5: SEK\s638\.00$/),
      '3: Microsoft 365 E5 without Audio Conferencing: price not known',
    ]);
    expect(cellsIn(page(choosing)).flat().join()).not.toContain('638');
    const unpriced = textOf(cards.plans(choosing, alex, { now }).card).replaceAll('\u00a0', ' ');
    expect(unpriced).toMatch(/0 = Office 365 E4 \(today\) · 1 = Office 365 E5 · 2/);
    expect(unpriced).not.toContain('Per license and month');
  });

  it('can be divided in a sentence, quoted, which is not proposed where there is no such group', () => {
    const example = 'the Sales group to Office 365 E5, the rest to Microsoft 365 E5';
    expect(textOf(page(choosing))).toContain(` · “${example}” · `);
    const note = { why: 'noSuchGroup', name: 'Sales' } as const;
    const refused = textOf(cards.run(choosing, alex, { now, note }).card);
    expect(refused).toContain('I found no group called Sales.');
    expect(refused).not.toContain(example);
    expect(refused).toContain(' · split');
  });

  it('say once, as a sentence, where the prices are seen when none is known', () => {
    const text = textOf(cards.plans(choosing, alex, { now }).card);
    expect(text.split('Ask your partner for the prices.')).toHaveLength(2);
    const direct = textOf(cards.plans({ ...choosing, commerce: 'admin-center' }, alex, { now }).card);
    expect(direct).toContain('Microsoft shows the prices when you buy.');
  });

  it('have what is said of each in small type, tight under its own button', () => {
    const assessment = available({ source: aSource({ addOns: ['MCOMEETADV'] }) });
    const said = elementsOf(page({ ...choosing, assessment })).filter(({ text }) =>
      String(text).startsWith('Includes your add-on'),
    );
    expect(said.length).toBeGreaterThan(0);
    for (const line of said) expect(line).toMatchObject({ size: 'Small', isSubtle: true, spacing: 'Small' });
  });

  it('lead back to the upgrade where they were only looked at', () => {
    expect(verbsOf(page(choosing))).not.toContain('status');
    expect(verbsOf(page(runIn.cart()))).toContain('status');
  });
});
