import { productById, serviceById } from '../plans/plans.js';
import type { Learnt } from './closed-off.js';
import { readLicenceFailure } from './licence-failures.js';

/** What a refusal's sentence names. Microsoft writes ids; people know services and products by their names. */

const guids = /\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/gi;

/**
 * The dependencies that a refusal tells of: "service plan {a} depends on the service plan(s) {b}, {c}", where one of
 * those named is enough (Office 365 and Teams are named side by side for Audio Conferencing).
 * @returns one a service that needs something; nothing for every other sentence
 * @see https://learn.microsoft.com/entra/identity/users/licensing-groups-resolve-problems (read 2026-11-28)
 */
export function dependenciesIn(text: string): Learnt[] {
  if (readLicenceFailure(text) !== 'dependency') return [];
  const at = text.search(/depend/i);
  const needsOneOf = idsIn(text.slice(at));
  return needsOneOf.length === 0 ? [] : idsIn(text.slice(0, at)).map((service) => ({ service, needsOneOf }));
}

/** The services that a refusal says exclude each other, by id; nothing for every other sentence. */
export function conflictIn(text: string): string[] {
  return readLicenceFailure(text) === 'conflict' ? idsIn(text) : [];
}

/** The sentence with friendly names in place of ids; an id that nobody knows stays. */
export function inPlainNames(text: string): string {
  return text.replace(guids, (id) => nameOfId(id));
}

/** A service's or a product's name for people, by its id; the id itself where it is not known. */
export function nameOfId(id: string): string {
  const known = id.toLowerCase();
  return serviceById(known)?.friendlyName ?? productById(known)?.displayName ?? id;
}

function idsIn(text: string): string[] {
  return [...new Set((text.match(guids) ?? []).map((id) => id.toLowerCase()))];
}
