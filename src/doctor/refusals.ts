import { consentLink } from '../microsoft/consent.js';

/** What an app asked with when it was refused. */
export type Asked = {
  authority: string;
  tenant: string;
  clientId: string;
  /** Names of the values the app and its credential are set by. */
  idName: string;
  credentialName: string;
  tenantName: string;
};

type Explained = { seen: string; fix: string };

/**
 * What Entra's refusal means and what mends it; undefined for a code that is not known here, to be told as it came.
 * @see https://learn.microsoft.com/entra/identity-platform/reference-error-codes
 */
export function explainRefusal(code: string | undefined, asked: Asked): Explained | undefined {
  const { tenant, clientId, idName, credentialName, tenantName } = asked;
  const credentialsPage = `Entra admin center > App registrations > ${clientId} > Certificates & secrets`;
  const consent = `Let an administrator of ${tenant} consent: ${consentLink(asked)}`;
  switch (code) {
    case 'AADSTS7000215':
      return {
        seen: 'the client secret is wrong',
        fix: `Put the value of a client secret (not its id) into ${credentialName}: ${credentialsPage}.`,
      };
    case 'AADSTS7000222':
      return {
        seen: 'the client secret has expired',
        fix: `Make a new one and put its value into ${credentialName}: ${credentialsPage}.`,
      };
    case 'AADSTS7000218':
      return { seen: 'no credential was sent', fix: `Set ${credentialName}: ${credentialsPage}.` };
    case 'AADSTS700027':
      return {
        seen: 'the certificate is not known to the app',
        fix: `Upload its public half, or name the right file in ${credentialName}: ${credentialsPage}.`,
      };
    case 'AADSTS700024':
      return { seen: 'the clock of this machine is wrong', fix: 'Set it by a time server (NTP).' };
    case 'AADSTS700016':
    case 'AADSTS7000229':
      return {
        seen: `the app ${clientId} is not in the tenant ${tenant}`,
        fix: `Check ${idName} and ${tenantName}. ${consent}`,
      };
    case 'AADSTS7000112':
      return {
        seen: `the app ${clientId} is switched off in the tenant ${tenant}`,
        fix: `Entra admin center > Enterprise applications > ${clientId} > Properties: let users sign in.`,
      };
    case 'AADSTS90002':
    case 'AADSTS900023':
      return {
        seen: `the tenant ${tenant} does not exist in this cloud`,
        fix: `Check ${tenantName}, and MICROSOFT_CLOUD: a tenant of a national cloud is known there alone.`,
      };
    case 'AADSTS50194':
      return {
        seen: `the app ${clientId} may be used in its own tenant only`,
        fix: `Check ${tenantName}; for tenants of customers, App registrations > ${clientId} > Authentication: accounts in any directory.`,
      };
    case 'AADSTS500011':
      return {
        seen: `the tenant ${tenant} does not know the API the token is for`,
        fix: `Check MICROSOFT_CLOUD and ${tenantName}. ${consent}`,
      };
    case 'AADSTS65001':
      return { seen: `nobody in ${tenant} has consented to the app ${clientId}`, fix: consent };
    case 'AADSTS53003':
      return {
        seen: 'a Conditional Access policy keeps the app out',
        fix: `Entra admin center > Conditional Access: let the app ${clientId} in from this machine's address.`,
      };
    default:
      return undefined;
  }
}
