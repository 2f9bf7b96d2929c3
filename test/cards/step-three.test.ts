import { describe, expect, it } from '@jest/globals';
import type { Run } from '../../src/upgrade/run/run.js';
import { aFailure, now, runIn, someWork } from '../support/runs.js';
import { cards, elementsOf, verbsOf } from './every-card.js';
import { byHand } from './states/by-hand.js';
import { downgrades } from './states/downgrades.js';
import { otherPlans } from './states/other-plans.js';
import { alex } from './states/viewer.js';

/** Step 3 of the manual path: what is to be mended stands before moving everyone, and nothing is offered twice. */

const stateOf = (name: string): Run => {
  const found = [...byHand, ...downgrades, ...otherPlans].find((state) => state.name === name);
  if (!found || !('run' in found)) throw new Error(`there is no state "${name}"`);
  return found.run;
};
const cardOf = (run: Run) => cards.run(run, alex, { now }).card;
const primary = (run: Run): string[] =>
  (cardOf(run).actions as { style?: string; title: string }[])
    .filter(({ style }) => style === 'positive')
    .map(({ title }) => title);
const textOf = (run: Run): string => JSON.stringify(elementsOf(cardOf(run)).map(({ text }) => text));
const refused = (more: Partial<Run> = {}): Run => ({ ...stateOf('refused for want of a usage location'), ...more });

describe('step 3', () => {
  it('moves everyone with its primary button where nothing is in the way', () => {
    expect(primary(runIn.manualReassign())).toEqual(['Move everyone: 25 people']);
  });

  it.each([
    ['everything foretold', ['Set the usage location']],
    ['one of each foretold', ['Open Your products']],
    ['usage locations not permitted', ['Open Active users']],
    ['some would lose Teams', ['Open Active users']],
    ['about to move down', []],
    ['refused for want of a usage location', ['Set the location and try again']],
  ])('has what mends it as its primary button, not the move: %s', (name, titles) => {
    expect(primary(stateOf(name))).toEqual(titles);
  });

  it('says what to do about mailboxes that are too large, and whose they are where the report conceals it', () => {
    const run = stateOf('about to move down');
    expect(textOf(run)).toContain('Make room in them first, or leave their owners for last.');
    const { losing } = run;
    const mail = { is: 'read', over: 2, archives: null, concealed: true, asOf: null } as const;
    expect(textOf({ ...run, losing: losing && { ...losing, mail } })).toContain('The report conceals whose');
  });

  it('has one button for everyone who is left where all of them have failed', () => {
    const failures = ['a', 'b', 'c'].map((id) => aFailure({ id, reason: 'conflict' }));
    const left = (done: number, more: object = {}): Run => ({
      ...runIn.manualReassign(),
      reassign: someWork({ done, failures, ...more }),
    });
    expect(verbsOf(cardOf(left(22)))).toContain('retryFailed');
    expect(verbsOf(cardOf(left(22)))).not.toContain('reassign');
    expect(textOf(left(22))).not.toContain('3 people move');
    expect(primary(left(22))).toEqual(['Try the failed ones again']);
    expect(verbsOf(cardOf(left(10)))).toEqual(expect.arrayContaining(['reassign', 'retryFailed']));
    // More failed than are listed: only moving all who are left reaches the others.
    const more = cardOf(left(12, { failuresUnlisted: 10 }));
    expect(verbsOf(more)).toContain('reassign');
    expect(verbsOf(more)).not.toContain('retryFailed');
  });

  it('says that a usage location can be set here where it can, and where else where it can not', () => {
    expect(textOf(refused())).toContain('No usage location is set. You can set it here.');
    const { snapshot } = refused();
    const denied = refused({ snapshot: snapshot && { ...snapshot, mayLocate: false } });
    expect(textOf(denied)).toContain('No usage location is set. Set it under Active users.');
    expect(textOf(stateOf('a failed group'))).toContain('No usage location is set. Set it under Active users.');
  });
});
