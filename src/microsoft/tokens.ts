import type { TokenCredential } from '@azure/identity';
import { z } from 'zod';
import { loadWhole } from '../base/load-whole.js';
import { PortError, type Problem } from '../upgrade/ports.js';
import { type Addresses, addressesOf } from './clouds.js';

/** The audiences a token can be for. A token for one is refused by the others. */
export type Scopes = { graph: string; partnerCenter: string; billing: string; bot: string };

/** The scopes that ask for everything an app was granted, in the cloud with these addresses. */
export function scopesOf({ graph, partnerCenter, management, bot }: Addresses): Scopes {
  return {
    graph: `${graph}/.default`,
    partnerCenter: `${partnerCenter}/.default`,
    billing: `${management}/.default`,
    bot: `${bot.audience}/.default`,
  };
}

/** The scopes of the global cloud. */
export const scopes = scopesOf(addressesOf.global);

/**
 * Gives an access token of the app for one tenant and audience.
 * `fresh` asks for one that was not handed out before: the last one was refused.
 */
export type TokenSource = (tenantId: string, scope: string, options?: { fresh?: boolean }) => Promise<string>;

export type AppCredentials = { clientId: string; authority?: string } & (
  | { clientSecret: string }
  /** A PEM file with certificate and private key. */
  | { certificatePath: string }
  /** A managed identity of the machine in Azure. It belongs to one tenant, and has tokens for that one only. */
  | { managedIdentityOf: string }
);

/**
 * Which credentials an app has, by what is configured: a certificate, else a secret, else a managed identity of its
 * own tenant.
 */
export function appCredentials(app: {
  clientId: string;
  clientSecret?: string | undefined;
  certificatePath?: string | undefined;
  ownTenantId: string;
  authority: string;
}): AppCredentials {
  const { clientId, clientSecret, certificatePath, ownTenantId, authority } = app;
  if (certificatePath) return { clientId, authority, certificatePath };
  if (clientSecret) return { clientId, authority, clientSecret };
  return { clientId, authority, managedIdentityOf: ownTenantId };
}

/**
 * Tokens from Microsoft Entra ID by client credentials, one credential (and cache) a tenant.
 * @throws PortError `denied` when Entra refuses the app (no consent, wrong secret), `unreachable` when it does not answer
 * @see https://learn.microsoft.com/graph/auth-v2-service
 */
export function azureTokens(app: AppCredentials): TokenSource {
  const credentials = new Map<string, TokenCredential>();

  return async (tenantId, scope, options) => {
    // A new credential starts with an empty cache; @azure/identity has no other way to drop a token.
    const known = options?.fresh ? undefined : credentials.get(tenantId);
    const credential = known ?? credentialFor(app, tenantId);
    credentials.set(tenantId, credential);
    try {
      const answer = await credential.getToken(scope);
      if (answer) return answer.token;
    } catch (error) {
      throw new PortError(tokenProblem(error), 'getting a token', { cause: error, service: 'signIn' });
    }
    throw new PortError({ is: 'denied', needs: undefined }, 'getting a token');
  };
}

/** Slow to load, and not needed on the practice cloud. */
const azureIdentity = () => loadWhole<typeof import('@azure/identity')>('@azure/identity');

function credentialFor(app: AppCredentials, tenantId: string): TokenCredential {
  const azure = azureIdentity();
  // Whoever needs the token asks again; retries inside retries would only make it wait longer.
  const retryOptions = { maxRetries: 1, retryDelayInMs: 200 };
  if ('managedIdentityOf' in app) {
    // The identity would hand out a token of its own tenant without a word, and one tenant's answer pass for another's.
    if (!sameTenant(tenantId, app.managedIdentityOf)) {
      throw new PortError(
        { is: 'denied', needs: undefined },
        'getting a token of a managed identity for another tenant',
      );
    }
    return new azure.ManagedIdentityCredential({ clientId: app.clientId, retryOptions });
  }
  const options =
    app.authority === undefined
      ? { retryOptions }
      : {
          retryOptions,
          authorityHost: app.authority,
          // An authority that Entra's public one does not know would be asked about there, and refused.
          disableInstanceDiscovery: !listedAuthorities.has(app.authority),
        };
  return 'clientSecret' in app
    ? new azure.ClientSecretCredential(tenantId, app.clientId, app.clientSecret, options)
    : new azure.ClientCertificateCredential(tenantId, app.clientId, app.certificatePath, options);
}

const listedAuthorities = new Set(Object.values(addressesOf).map(({ authority }) => authority));

function sameTenant(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

const refusalSchema = z.object({ message: z.string(), statusCode: z.number().optional() });

/** Whether Entra refused the app, or could not be asked. */
export function tokenProblem(error: unknown): Problem {
  const { data } = refusalSchema.safeParse(error);
  const overloaded = data?.statusCode === 429 || (data?.statusCode ?? 0) >= 500;
  return data && /AADSTS\d+/.test(data.message) && !overloaded
    ? { is: 'denied', needs: undefined }
    : { is: 'unreachable' };
}
