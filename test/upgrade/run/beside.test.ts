import { describe, expect, it } from '@jest/globals';
import { openRunCalled, openRunLeaving, standsInTheWay } from '../../../src/upgrade/run/beside.js';
import type { Run } from '../../../src/upgrade/run/run.js';
import { aSource, available, runIn } from '../../support/runs.js';

const leaving = (sku: string, run: Run = runIn.kept()): Run => ({
  ...run,
  assessment: available({ source: aSource({ sku }) }),
});
const e1 = leaving('STANDARDPACK');
const f3 = leaving('SPE_F1', runIn.choosingPlan());

describe('a run of a tenant', () => {
  it('that keeps its old plan stands in the way of none but the same plan', () => {
    expect(standsInTheWay(e1, f3)).toBe(false);
    expect(standsInTheWay(e1, leaving('STANDARDPACK', runIn.choosingPlan()))).toBe(true);
  });

  it('that does or waits for anything else stands in the way of every other', () => {
    const open = [runIn.manualCancel(), runIn.creditCheck(), runIn.scheduled(), runIn.paused(), runIn.cancelling()];
    for (const run of open) expect(standsInTheWay(leaving('STANDARDPACK', run), f3)).toBe(true);
  });

  it('that is over stands in no way', () => {
    for (const run of [runIn.completed(), runIn.stopped(), runIn.handedOver()])
      expect(standsInTheWay(leaving('SPE_F1', run), f3)).toBe(false);
  });

  it('is found by the plan that it leaves, and by what that is called, while it is open', () => {
    expect(openRunLeaving([f3, e1], 'STANDARDPACK')).toBe(e1);
    expect(openRunLeaving([leaving('STANDARDPACK', runIn.completed())], 'STANDARDPACK')).toBeUndefined();
    expect(openRunCalled([f3, e1], 'o365 e1')).toBe(e1);
    expect(openRunCalled([f3, e1], 'E5')).toBeUndefined();
    expect(openRunCalled([leaving('ENTERPRISEPACK'), leaving('SPE_E3')], 'E3')).toBeUndefined();
  });

  it('is found among the open ones alone, and never where no plan was found', () => {
    const over = leaving('ENTERPRISEPACK', runIn.completed());
    const open = leaving('SPE_E3');
    expect(openRunCalled([over, open], 'E3')).toBe(open);
    const none: Run = { ...runIn.choosingPlan(), assessment: { is: 'noSource', readAt: '2026-03-04T09:30:00Z' } };
    expect(openRunCalled([none, e1], 'o365 e1')).toBe(e1);
    expect(openRunCalled([none, e1], 'E5')).toBeUndefined();
    expect(standsInTheWay(none, e1)).toBe(true);
  });
});
