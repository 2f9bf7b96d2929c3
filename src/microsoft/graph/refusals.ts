import type { Problem } from '../../upgrade/ports.js';
import type { TurnedAway } from '../problem.js';

/**
 * Codes of the directory that tell more than the status they come with.
 * @see https://learn.microsoft.com/graph/errors
 * @see https://learn.microsoft.com/graph/resolve-auth-errors
 */
const aboutRights: readonly string[] = [
  'authorization_requestdenied',
  // The app has no consent in the tenant, so the tenant does not know it.
  'authorization_identitynotfound',
];
const aboutNames: readonly string[] = ['request_resourcenotfound', 'directory_objectnotfound'];

/** Judges by the code, where the status that came with it says something else. */
export function judge({ fault, needs }: TurnedAway): Problem | undefined {
  const code = fault.code.toLowerCase();
  if (aboutRights.includes(code)) return { is: 'denied', needs };
  return aboutNames.includes(code) ? { is: 'notFound' } : undefined;
}
