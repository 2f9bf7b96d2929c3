import type { Tenant, Transition } from '../world/state.js';

/** The upgrade that is under way, if any. */
export function openTransition({ transitions }: Tenant): Transition | undefined {
  return transitions.find(({ isOpen }) => isOpen);
}
