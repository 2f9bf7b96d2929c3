import type { Path } from './shape.js';

/** The two ways to a new plan, step by step, as the article walks them. */
export const pathSteps = {
  automatic: ['assess', 'choosePlan', 'beforeYouBegin', 'cart', 'checkout', 'order', 'transition', 'restore', 'done'],
  manual: ['assess', 'choosePlan', 'beforeYouBegin', 'buy', 'verify', 'reassign', 'cancel', 'done'],
} as const satisfies Record<Path, readonly string[]>;

export type Step = (typeof pathSteps)[Path][number];
