import { describe, expect, it } from '@jest/globals';
import type { Run } from '../../src/upgrade/run/run.js';
import { aVerification } from '../support/findings.js';
import { anOrder, aSource, at, available, now, runIn } from '../support/runs.js';
import { cards, elementsOf } from './every-card.js';
import { byHand } from './states/by-hand.js';
import { schedules } from './states/schedules.js';
import { alex } from './states/viewer.js';

/** Cards of the manual path, which must not say one thing and then another. */

const stateOf = (name: string): Run => {
  const found = [...byHand, ...schedules].find((state) => state.name === name);
  if (!found || !('run' in found)) throw new Error(`there is no state "${name}"`);
  return found.run;
};
const cardOf = (run: Run, when = now) => cards.run(run, alex, { now: when }).card;
const textOf = (run: Run, when = now): string =>
  elementsOf(cardOf(run, when))
    .map(({ text }) => text)
    .filter((text) => typeof text === 'string')
    .join('\n');
const primary = (run: Run) =>
  (cardOf(run).actions as { style?: string; verb?: string }[]).filter(({ style }) => style === 'positive');

describe('step 1', () => {
  it('has buying as its primary button only where nothing owned fits', () => {
    const none = stateOf('nothing owned fits');
    expect(textOf(none)).toContain('None of your subscriptions has enough free licenses, so buy new ones.');
    expect(textOf(none)).not.toContain('Use licenses you already own');
    expect(primary(none)).toMatchObject([{ verb: 'buyNew' }]);
    expect(primary(runIn.manualBuy())).toEqual([]);
  });

  it('says once that nobody needs a license, and does not press anyone to buy', () => {
    const source = aSource({ alreadyHold: { ENTERPRISEPREMIUM: 25 } });
    const run = { ...runIn.manualBuy(), assessment: available({ source }) };
    expect(textOf(run)).toContain("Everyone already has Office 365 E5, so you don't need to buy anything.");
    expect(textOf(run)).not.toContain('already have Office 365 E5 and need no new license');
    expect(primary(run)).toEqual([]);
  });
});

describe('step 2', () => {
  it('says that licenses of an order may show late, and nothing of buying them again', () => {
    const run: Run = {
      ...runIn.manualVerify(),
      order: anOrder({ kind: 'purchase', outcome: 'completed', quantity: 25 }),
      state: { is: 'manualVerify', since: at, nextAt: at, seen: aVerification({ seats: 5, seatsNeeded: 25 }) },
    };
    expect(textOf(run)).toContain('5 of 25 licenses show so far.');
    const later = new Date(now.getTime() + 61 * 60_000);
    expect(textOf(run, later)).toContain('Too few licenses: 5, with 25 needed');
  });
});

describe('a chosen time', () => {
  it('is called planned while nobody has confirmed it, and step 3 says that it is confirmed there', () => {
    const text = textOf(stateOf('step 3 with a time'));
    expect(text).toMatch(/Planned: everyone is moved on Friday.*\nNot confirmed yet: confirm it below before then\./);
    expect(text.match(/pilot/g)).toHaveLength(2);
  });
});

describe('step 4', () => {
  it('has one date, and says that the plan runs out where it is too late to cancel it', () => {
    const run = stateOf('too late to cancel at once');
    expect(textOf(run)).toContain('Step 4: let Office 365 E4 run out?');
    expect(textOf(run)).toContain("Won't be renewed");
    expect(textOf(run)).toContain('November 1, 2026');
    expect(textOf(run)).not.toMatch(/Will be canceled|paid until/);
  });
});
