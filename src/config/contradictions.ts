import { certificateProblem } from './client-certificate.js';
import { type Environment, guidPattern, type Name } from './environment.js';

/** Which cloud it is, and whether whoever talks to the bot must show a token. */
export function modeOf(env: Environment): { cloud: 'sandbox' | 'microsoft'; authenticated: boolean } {
  const authenticated = env.MicrosoftAppId !== undefined;
  return { cloud: env.CLOUD ?? (authenticated ? 'microsoft' : 'sandbox'), authenticated };
}

type Told = Generator<[Name, string]>;

/** What is wrong between values that are each sound, and with the certificate at this time. */
export function* contradictions(env: Environment, now: Date): Told {
  const { cloud, authenticated } = modeOf(env);
  if (cloud === 'microsoft') yield* missingForMicrosoft(env);
  else if (!authenticated) yield* openToStrangers(env);
  if (env.GRAPH_CLIENT_SECRET && env.GRAPH_CLIENT_CERTIFICATE_PATH) {
    yield ['GRAPH_CLIENT_SECRET', 'and GRAPH_CLIENT_CERTIFICATE_PATH are both set: keep one'];
  }
  const certificate = env.GRAPH_CLIENT_CERTIFICATE_PATH;
  const unfit = certificate && certificateProblem(certificate, now);
  if (unfit) yield ['GRAPH_CLIENT_CERTIFICATE_PATH', unfit];
  const ports = [env.PORT ?? 3978, env.SANDBOX_PORT ?? 3980];
  if (cloud === 'sandbox' && !env.SANDBOX_URL && ports[0] === ports[1] && ports[0] !== 0) {
    yield ['SANDBOX_PORT', 'is the same as PORT: the sandbox cloud needs one of its own'];
  }
}

function* missingForMicrosoft(env: Environment): Told {
  yield* keysInTheOpen(env);
  yield* notGuid(env, 'MicrosoftAppId', 'the application id of the bot in Microsoft Entra');
  yield* notGuid(env, 'MicrosoftAppTenantId', 'the tenant the bot is registered in');
  yield* wrongCredentials(env);
  if (env.PUBLIC_URL?.startsWith('http:')) {
    yield ['PUBLIC_URL', "must begin with https: links to files with people's names are made of it"];
  }
  if (env.COMMERCE === 'partner-center' && !env.PARTNER_TENANT_ID) {
    yield ['PARTNER_TENANT_ID', 'is missing: COMMERCE=partner-center needs the tenant of the partner'];
  }
  if (env.COMMERCE === 'billing-account' && !env.BILLING_ACCOUNT_ID) {
    yield ['BILLING_ACCOUNT_ID', 'is missing: COMMERCE=billing-account needs it'];
  }
}

/** Whoever can change the keys on their way can sign as Teams. */
function* keysInTheOpen({ BOT_OPENID_METADATA: metadata }: Environment): Told {
  if (metadata && !/^https:/i.test(metadata)) {
    yield ['BOT_OPENID_METADATA', 'must begin with https: the keys that tokens are checked with come from it'];
  }
}

function* notGuid(env: Environment, name: 'MicrosoftAppId' | 'MicrosoftAppTenantId', what: string): Told {
  const value = env[name];
  if (!value) yield [name, `is missing: ${what}`];
  else if (!guidPattern.test(value)) yield [name, 'is not a GUID'];
}

function* wrongCredentials(env: Environment): Told {
  const managed = env.MicrosoftAppType === 'UserAssignedMSI';
  if (!env.MicrosoftAppPassword && !managed) {
    yield ['MicrosoftAppPassword', 'is missing: a client secret of the app (or MicrosoftAppType=UserAssignedMSI)'];
  }
  if (env.MicrosoftAppPassword && managed) {
    yield [
      'MicrosoftAppType',
      'is UserAssignedMSI, which has no password: empty MicrosoftAppPassword, or be SingleTenant',
    ];
  }
  const ownGraphApp = env.GRAPH_CLIENT_ID && env.GRAPH_CLIENT_ID !== env.MicrosoftAppId;
  if (ownGraphApp && !env.GRAPH_CLIENT_SECRET && !env.GRAPH_CLIENT_CERTIFICATE_PATH) {
    yield ['GRAPH_CLIENT_SECRET', 'is missing: GRAPH_CLIENT_ID needs it, or GRAPH_CLIENT_CERTIFICATE_PATH'];
  }
}

/** Without an app id anybody can talk to the bot as anybody, so nobody else may reach it. */
function* openToStrangers(env: Environment): Told {
  const remedy = 'while authentication is off (no MicrosoftAppId)';
  if (!/^(localhost|127\.\d+\.\d+\.\d+|::1|\[::1\])$/.test(env.HOST ?? '127.0.0.1')) {
    yield ['HOST', `must be a loopback address ${remedy}`];
  }
  if (env.NODE_ENV === 'production') yield ['NODE_ENV', `must not be production ${remedy}`];
}
