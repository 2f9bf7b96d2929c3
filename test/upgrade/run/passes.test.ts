import { describe, expect, it } from '@jest/globals';
import { advance } from '../../../src/upgrade/run/advance.js';
import { beginsWith } from '../../../src/upgrade/run/entering.js';
import { learntIn } from '../../../src/upgrade/run/learnt.js';
import { whyNot } from '../../../src/upgrade/run/possible.js';
import { alongOf } from '../../../src/upgrade/run/targets.js';
import { nobodyHolds, oldPlanGone, transitionDone } from '../../support/findings.js';
import { aRun, aSplit, now, runIn, someWork } from '../../support/runs.js';

/** What begins, and what is written down of a pass over people. */

describe('a pass over people', () => {
  const ended = (alsoOff: Record<string, number>) =>
    advance(runIn.reassigning(), { found: 'reassigned', work: someWork({ alsoOff }), holding: nobodyHolds }, now);

  it('says for how many what went off beside what was off, and nothing where nothing did', () => {
    expect(ended({ YAMMER_ENTERPRISE: 2, SWAY: 11 }).audit.at(-1)?.details).toMatchObject({
      alsoOff: 'SWAY 11, YAMMER_ENTERPRISE 2',
    });
    expect(ended({}).audit.at(-1)?.details).not.toHaveProperty('alsoOff');
  });

  it('goes by all that earlier ones have learnt', () => {
    const learnt = (service: string) => someWork({ learnt: [{ service, needsOneOf: ['x'] }] });
    const run = { reassign: learnt('a'), restore: null, undo: learnt('b') };
    expect(learntIn(run).map(({ service }) => service)).toEqual(['a', 'b']);
    expect(learntIn({ reassign: null, restore: null, undo: null })).toEqual([]);
  });

  it('after Microsoft’s upgrade finds the old plan ended and no group on it, unless it left some', () => {
    const moved = advance(runIn.transition(), { found: 'transition', seen: transitionDone({ old: oldPlanGone }) }, now);
    expect(moved.state).toMatchObject({ is: 'restoring', groups: false, tries: 0 });
  });
});

describe('a chosen time', () => {
  it.each([
    ['automatic', 'partner-center', 'order'],
    ['automatic', 'admin-center', 'guide'],
    ['manual', 'partner-center', 'reassign'],
    ['manual', 'admin-center', 'reassign'],
    [null, 'partner-center', 'order'],
  ] as const)('on the way %s with %s is for: %s', (path, commerce, begins) => {
    expect(beginsWith({ path, commerce })).toBe(begins);
  });
});

describe('what goes and comes along', () => {
  it('is told of each plan that people go to', () => {
    const [first, rest] = [
      { from: ['A'], to: [] },
      { from: [], to: ['B'] },
    ];
    const run = { plan: 'SPE_E3', along: rest, split: aSplit({ along: first }) };
    expect(alongOf(run)).toEqual([
      { plan: 'SPE_E5', along: first },
      { plan: 'SPE_E3', along: rest },
    ]);
    expect(alongOf({ ...run, split: null })).toEqual([{ plan: 'SPE_E3', along: rest }]);
    expect(alongOf(aRun())).toEqual([]);
  });
});

describe('why a command would change nothing', () => {
  it('is told by its refusal, and is never left open', () => {
    expect(whyNot(runIn.cart(), { do: 'updateCart', quantity: 1 })).toMatchObject({ why: 'quantityBelowAssigned' });
    expect(whyNot(runIn.cart(), { do: 'check' })).toEqual({ why: 'notNow' });
    expect(whyNot(runIn.cart(), { do: 'goToCheckout' })).toBeUndefined();
  });
});
