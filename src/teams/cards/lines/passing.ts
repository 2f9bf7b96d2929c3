import type { Passing } from '../../../upgrade/tenant/worth.js';
import { oldPlan } from '../pieces/pieces.js';
import type { RunView } from '../view.js';

/** Seats that will not last: what they are, and what happens to people on them. */

/** What the licenses are and, where that is told, until when; whole sentences. */
export function passingWhat({ t, format }: RunView, { because, until }: Pick<Passing, 'because' | 'until'>): string {
  const what = t(`passing.${because}`);
  return until === null ? what : `${what} ${t('passing.untilDay', { at: format.date(until) })}`;
}

/** What happens to people on them. */
export function passingThen({ t, run }: RunView): string {
  return t('passing.then', { plan: oldPlan(run) });
}
