import { isBought } from '../../../upgrade/run/bought.js';
import type { Work } from '../../../upgrade/run/shape.js';
import type { RunView } from '../view.js';
import { failureCount } from './failures.js';
import { boughtPlan, newPlan, oldPlan } from './pieces.js';

/** What is to be said after everyone was moved back: how that went, what stays and is billed, and what can be done. */
export function movedBack(view: RunView, work: Work): string[] {
  const { t, run } = view;
  const isAll = failureCount(work) === 0;
  return [
    t(isAll ? 'manualReassign.back' : 'manualReassign.backInPart', { plan: oldPlan(run) }),
    isBought(run) ? t('stopped.bought', boughtPlan(view)) : t('manualReassign.ownedStays', { plan: newPlan(view) }),
    t('manualReassign.again'),
  ];
}
