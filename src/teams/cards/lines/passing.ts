import type { Passing } from '../../../upgrade/tenant/worth.js';
import { oldPlan } from '../pieces/pieces.js';
import type { RunView } from '../view.js';

/** Seats that will not last: what they are, and what happens to people on them. */

/** What the purchase is, and until when where that is told. */
export function passingWhat({ t, format }: RunView, { because, until }: Pick<Passing, 'because' | 'until'>): string {
  const what = t(`passing.${because}`);
  return until === null ? what : t('passing.untilDay', { what, at: format.date(until) });
}

/** What happens to people on them. */
export function passingThen({ t, run }: RunView): string {
  return t('passing.then', { plan: oldPlan(run) });
}
