import { describe, expect, it } from '@jest/globals';
import { readTexts } from '../../src/teams/cards/words/texts.js';
import type { Run } from '../../src/upgrade/run/run.js';
import { aVerification } from '../support/findings.js';
import { aSchedule, at, now, runIn } from '../support/runs.js';
import { cards, elementsOf } from './every-card.js';
import { alex } from './states/viewer.js';

/** The badge of a card: whose turn it is. */

const { t } = readTexts('src/locales').of('en');
const badgeOf = (run: Run, roles = alex.roles): unknown => {
  const { card } = cards.run(run, { ...alex, roles }, { now });
  return elementsOf(card).find(({ type }) => type === 'Badge')?.text;
};

const lookedAt = (seats: number): Run => {
  const run = runIn.manualVerify();
  if (run.state.is !== 'manualVerify') throw new Error('the run is not in step 2');
  return { ...run, state: { ...run.state, seen: aVerification({ seats, checkedAt: at }) } };
};

describe('whose turn it is', () => {
  it('is that of whoever may buy, once licenses are to be bought in step 2', () => {
    expect(badgeOf(lookedAt(20))).toBe(t('badges.yourTurn'));
    expect(badgeOf(lookedAt(20), ['licenseAdministrator'])).toBe(t('badges.adminsTurn'));
  });

  it('is nobody’s while step 2 goes on by itself', () => {
    expect(badgeOf(lookedAt(25))).toBe(t('badges.working'));
  });

  it('is nobody’s until the chosen time, and that of whoever steers once it was missed', () => {
    const scheduled = runIn.scheduled();
    expect(badgeOf(scheduled)).toBe(t('badges.scheduled'));
    expect(badgeOf({ ...scheduled, schedule: aSchedule({ missed: true, nextAt: null }) })).toBe(t('badges.yourTurn'));
  });

  it('is that of whoever may buy while Microsoft waits for the purchase order, and Microsoft’s while it reads it', () => {
    const reviewed = (of: 'missingPurchaseOrder' | 'purchaseOrder'): Run => {
      const run = runIn.creditCheck();
      return run.state.is === 'creditCheck' ? { ...run, state: { ...run.state, of } } : run;
    };
    expect(badgeOf(reviewed('missingPurchaseOrder'))).toBe(t('badges.yourTurn'));
    expect(badgeOf(reviewed('missingPurchaseOrder'), ['licenseAdministrator'])).toBe(t('badges.adminsTurn'));
    expect(badgeOf(reviewed('purchaseOrder'))).toBe(t('badges.microsoft'));
  });

  it('is that of whoever buys while a task by hand is not done, and nobody’s while it is looked for', () => {
    const task = runIn.adminTask();
    const lookedFor = { ...task, state: { ...task.state, saidDone: true } } as Run;
    expect(badgeOf(task)).toBe(t('badges.yourTurn'));
    expect(badgeOf(lookedFor)).toBe(t('badges.working'));
  });
});
