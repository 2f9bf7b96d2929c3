import type { Problem } from '../../upgrade/ports.js';
import type { TurnedAway } from '../problem.js';

/**
 * Codes of Azure Resource Manager that are about the app's rights: what the status alone calls so may be a refusal of
 * another kind.
 * @see https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/common-deployment-errors (read 2024-10)
 */
const aboutRights: readonly string[] = [
  'authorizationfailed',
  'linkedauthorizationfailed',
  'authorizationpermissionmismatch',
  'forbidden',
  'unauthorized',
  'usernotauthorized',
  'accessdenied',
  'authenticationfailed',
  'invalidauthenticationtoken',
  'expiredauthenticationtoken',
];

/** Billing does not document what it calls this: some of its operations are for people only, whatever the app may do. */
const needsPerson = /user\s*context/i;

const signedIn = 'Microsoft.Billing: user context';

/**
 * Judges by the code: a 403 whose code is not about rights is a refusal, in Microsoft's words. What a conflict is about
 * is not documented; what the purchase is like then tells.
 */
export function judge({ status, fault, needs }: TurnedAway): Problem | undefined {
  const { code, text } = fault;
  if (needsPerson.test(code) || needsPerson.test(text)) return { is: 'denied', needs: signedIn, mendedBy: 'operator' };
  if (aboutRights.includes(code.toLowerCase())) return { is: 'denied', needs };
  return status === 403 && code !== '' ? { is: 'refused', code, text } : undefined;
}
