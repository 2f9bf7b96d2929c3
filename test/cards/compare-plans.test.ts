import { describe, expect, it } from '@jest/globals';
import { readWords } from '../../src/teams/cards/words/texts.js';
import { createIntents } from '../../src/teams/conversation/intents/intents.js';
import type { Run } from '../../src/upgrade/run/run.js';
import { textOf } from '../support/card-json.js';
import { now, runIn } from '../support/runs.js';
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
    expect(JSON.stringify(page(choosing, 1))).toContain('choose 4 · compare 1');
    const more = executesOf(page(choosing)).find(({ verb }) => verb === 'comparePlans');
    expect(more).toMatchObject({ title: 'Show plans 4 to 5', data: { page: 1 } });
    const read = createIntents(readWords('src/locales'));
    expect(read('compare 2', { run: choosing, sandbox: false })).toEqual({ is: 'comparePlans', page: 1 });
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
      '0: Office 365 E4 (today)',
      '1: Office 365 E5',
      expect.stringMatching(/^2: Microsoft 365 E5: SEK\s638\.00$/),
      '3: Microsoft 365 E5 without Audio Conferencing',
    ]);
    expect(cellsIn(page(choosing)).flat().join()).not.toContain('638');
    const unpriced = textOf(cards.plans(choosing, alex, { now }).card).replaceAll('\u00a0', ' ');
    expect(unpriced).toMatch(/0 = Office 365 E4 \(today\) · 1 = Office 365 E5 · 2/);
    expect(unpriced).not.toContain('Per license and month');
  });

  it('lead back to the upgrade where they were only looked at', () => {
    expect(verbsOf(page(choosing))).not.toContain('status');
    expect(verbsOf(page(runIn.cart()))).toContain('status');
  });
});
