import { describe, expect, it } from '@jest/globals';
import type { Run } from '../../src/upgrade/run/run.js';
import { aFailure, anOrder, at, now, runIn, someWork } from '../support/runs.js';
import { cards, elementsOf } from './every-card.js';
import { oneOrder } from './states/one-order.js';
import { alex } from './states/viewer.js';

/** What the last card says of an upgrade: what is left to do, for whom, and what is merely so. */

const textOf = (run: Run): string => {
  const { card } = cards.run(run, alex, { now });
  return elementsOf(card)
    .flatMap(({ text, title, value, facts }) => [
      text,
      title,
      value,
      ...((facts ?? []) as { title: string; value: string }[]).map((fact) => `${fact.title}: ${fact.value}`),
    ])
    .filter((one) => typeof one === 'string')
    .join('\n');
};
const ended = (more: Partial<Run> = {}): Run => ({
  ...runIn.manualCancel(),
  state: { is: 'completed', at, oldPlanKept: false },
  ...more,
});

describe('the card of an upgrade that is done', () => {
  it('says of whoever was not moved what they have, and where to mend it', () => {
    const text = textOf(ended({ reassign: someWork({ done: 24, failures: [aFailure({ reason: 'gone' })] }) }));
    expect(text).toContain('Done, 1 person left');
    expect(text).toContain("1 person no longer has Office 365 E4, and I couldn't give them Office 365 E5.");
    expect(text).toContain('Open Active users');
    const all = textOf(ended());
    expect(all).not.toContain('Open Active users');
    expect(all).not.toContain('person left');
  });

  it('says for whom services are on that were off', () => {
    const text = textOf({ ...runIn.completed(), restore: someWork({ total: 3, done: 2, failures: [aFailure()] }) });
    expect(text).toContain('For 1 person, services that were off are on now.');
    expect(text).toContain('Services: off as before for 2 people; still on for 1 person');
  });

  it('keeps what is merely so apart from what is left to do', () => {
    const text = textOf(ended({ reassign: someWork({ done: 25, unmapped: { MCOVOICECONF: 2 } }) }));
    expect(text).toMatch(/Good to know\n.*has no counterpart/);
    expect(textOf(ended())).not.toContain('Good to know');
  });

  it('has each label once', () => {
    const teams = anOrder({ kind: 'purchase', plan: 'Microsoft_Teams_EEA_New', outcome: 'completed' });
    const text = textOf(ended({ earlierOrders: [teams] }));
    expect(text.match(/^Ordered: .*/gm)).toEqual(['Ordered: 25 licenses; Microsoft Teams EEA, 25 licenses']);
  });

  it('says of Microsoft Teams that was bought but not assigned just that', () => {
    const along = { from: [], to: ['Microsoft_Teams_EEA_New'] };
    const run = bought();
    expect(textOf(run)).toContain('Microsoft Teams EEA is bought but not assigned');
    expect(textOf({ ...run, along })).not.toMatch(/Microsoft Teams EEA is bought|has a license for/);
    expect(textOf({ ...run, earlierOrders: [] })).toContain('has a license for Microsoft Teams EEA.');
  });
});

/** Office 365 E3 without Microsoft Teams, and Teams bought in the same order. */
function bought(): Run {
  const state = oneOrder.find(({ name }) => name === 'completed with Teams');
  if (!state || !('run' in state)) throw new Error('there is no such state');
  return { ...state.run, along: { from: [], to: [] } };
}
