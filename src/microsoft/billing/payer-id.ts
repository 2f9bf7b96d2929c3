import { inPath } from './resource-id.js';

/** A payer by name: a billing profile and, where it has any, one of its invoice sections. */
export type PayerName = { profile: string; section: string | undefined };

/** The port's id of a payer: `profile` or `profile/section`. */
export function payerId({ profile, section }: PayerName): string {
  return section === undefined ? profile : `${profile}/${section}`;
}

export function payerNamed(id: string): PayerName {
  const [profile = '', section] = id.split('/');
  return { profile, section };
}

/** The paths of a payer's profile and section below an account. */
export function pathsOf(
  account: string,
  { profile, section }: PayerName,
): { profile: string; section: string | undefined } {
  const path = `${account}/billingProfiles/${inPath(profile)}`;
  return { profile: path, section: section === undefined ? undefined : `${path}/invoiceSections/${inPath(section)}` };
}
