import type { Subscription, Tenant, Transition } from './state.js';

/** The change of plan that is under way, if any: of the whole tenant, or of one purchase. */
export function openTransition({ transitions }: Tenant, source?: Subscription): Transition | undefined {
  return transitions.find(({ isOpen, fromId }) => isOpen && (source === undefined || fromId === source.commerceId));
}
