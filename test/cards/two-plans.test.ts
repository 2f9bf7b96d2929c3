import { describe, expect, it } from '@jest/globals';
import type { Run } from '../../src/upgrade/run/run.js';
import { textOf } from '../support/card-json.js';
import { anOrder, aSplit, now, runIn } from '../support/runs.js';
import { cardOf, cards } from './every-card.js';
import { alex } from './states/viewer.js';

/** What cards say of people who go to two plans. */

const split = aSplit({ bought: ['SPE_E5'] });
const earlierOrders = [anOrder({ kind: 'purchase', plan: 'SPE_E5', quantity: 10, outcome: 'completed' })];
const second: Partial<Run> = { path: 'manual', plan: 'SPE_E3', split, earlierOrders, order: null };
const textOfRun = (run: Run, note?: 'askStop') =>
  textOf(cards.run(run, alex, note ? { now, note: { why: note } } : { now }).card);

describe('of two plans with less', () => {
  it('what is at stake of either is said once, and who loses what of each', () => {
    const said = textOf(cardOf('before two plans with less', alex)).split('\n');
    for (const line of said.filter((text) => text.length > 30))
      expect(said.filter((other) => other === line)).toEqual([line]);
    expect(said.filter((line) => line === 'Who uses it today')).toHaveLength(1);
    expect(said.find((line) => /people have/.test(line))).toMatch(/Microsoft 365 E5 .*Microsoft 365 E3/);
  });
});

describe('of two plans of which one is bought', () => {
  it('only that one is said to be', () => {
    expect(textOfRun({ ...runIn.stopped(), ...second })).toMatch(/Microsoft 365 E5/);
    expect(textOfRun({ ...runIn.stopped(), ...second })).not.toMatch(/Microsoft 365 E3/);
    const asked = textOfRun({ ...runIn.manualBuy(), ...second }, 'askStop');
    expect(asked).toMatch(/Stop the upgrade\? [^\n]*Microsoft 365 E5 [^\n]*/);
    expect(asked.split('\n').find((line) => line.startsWith('Stop the upgrade?'))).not.toMatch(/Microsoft 365 E3/);
  });

  it('the one whose turn it is stands on the cards of buying, both on the others', () => {
    expect(textOfRun({ ...runIn.cart(), ...second })).not.toMatch(/Microsoft 365 E5/);
    expect(textOfRun({ ...runIn.manualReassign(), ...second, reassign: null })).toMatch(
      /to Microsoft 365 E5 or Microsoft 365 E3/,
    );
  });
});
