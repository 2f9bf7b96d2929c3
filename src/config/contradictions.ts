import { certificateProblem } from './client-certificate.js';
import { type Environment, guidPattern, type Name } from './environment.js';
import { adminPortOf } from './ports.js';
import { secretProblems } from './secrets.js';
import { namesSet } from './uses.js';

/**
 * Which cloud it is, and whether whoever talks to the bot must show a token. Practice is what was said (`CLOUD`), or a
 * start at which nothing at all points at real tenants.
 */
export function modeOf(env: Environment): { cloud: 'sandbox' | 'microsoft'; authenticated: boolean } {
  const authenticated = env.MicrosoftAppId !== undefined;
  const meantForReal = namesSet(env, 'identity', 'production').length > 0;
  return { cloud: env.CLOUD ?? (meantForReal ? 'microsoft' : 'sandbox'), authenticated };
}

type Told = Generator<[Name, string]>;

/** What is wrong between values that are each sound, and with the certificate at this time. */
export function* contradictions(env: Environment, now: Date): Told {
  const { cloud, authenticated } = modeOf(env);
  if (cloud === 'microsoft') yield* missingForMicrosoft(env);
  else yield* unfitForSandbox(env, authenticated);
  if (cloud === 'microsoft' || isProduction(env)) yield* keysInTheOpen(env);
  if (env.MICROSOFT_CLOUD && env.MICROSOFT_ADDRESSES) {
    yield ['MICROSOFT_ADDRESSES', 'and MICROSOFT_CLOUD are both set, and each says where Microsoft is: keep one'];
  }
  if (env.GRAPH_CLIENT_SECRET && env.GRAPH_CLIENT_CERTIFICATE_PATH) {
    yield ['GRAPH_CLIENT_SECRET', 'and GRAPH_CLIENT_CERTIFICATE_PATH are both set: keep one'];
  }
  const certificate = env.GRAPH_CLIENT_CERTIFICATE_PATH;
  const unfit = certificate && certificateProblem(certificate, now);
  if (unfit) yield ['GRAPH_CLIENT_CERTIFICATE_PATH', unfit];
  yield* secretProblems(env);
  yield* linksOfMany(env);
  yield* portsTwice(env, cloud);
}

/** A link that one process made is opened at any of them. */
function* linksOfMany({ DATABASE_URL, PUBLIC_URL, SECRET_KEY, SECRET_KEY_PATH }: Environment): Told {
  if (DATABASE_URL && PUBLIC_URL && !SECRET_KEY && !SECRET_KEY_PATH) {
    yield ['SECRET_KEY', 'is missing: bots that share DATABASE_URL sign the links to reports at PUBLIC_URL with it'];
  }
}

function* portsTwice(env: Environment, cloud: 'sandbox' | 'microsoft'): Told {
  const [port, sandbox] = [env.PORT ?? 3978, env.SANDBOX_PORT ?? 3980];
  const admin = adminPortOf(env, cloud);
  if (cloud === 'microsoft' && env.ADMIN_PORT === port && port !== 0) {
    yield ['ADMIN_PORT', 'is the same as PORT, which anybody may reach: the details need a port of their own'];
  }
  if (cloud === 'microsoft' || env.SANDBOX_URL || sandbox === 0) return;
  if (port === sandbox) yield ['SANDBOX_PORT', 'is the same as PORT: the sandbox cloud needs one of its own'];
  if (admin === sandbox) yield ['SANDBOX_PORT', 'is the same as ADMIN_PORT: the sandbox cloud needs one of its own'];
}

function* missingForMicrosoft(env: Environment): Told {
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

/** What may not be beside practice. */
function* unfitForSandbox(env: Environment, authenticated: boolean): Told {
  const [forTenants] = namesSet(env, 'tenants');
  if (!env.CLOUD && forTenants) yield ['CLOUD', `is missing: ${forTenants} is set, so say which cloud it is for`];
  for (const name of namesSet(env, 'production')) {
    yield [name, "is for Microsoft's cloud, and CLOUD is sandbox: empty one of the two"];
  }
  if (authenticated) return;
  yield* openToStrangers(env);
  const identity = namesSet(env, 'identity');
  if (identity.length > 0) {
    yield [
      'MicrosoftAppId',
      `is missing, and ${identity.join(', ')} set: set it too, or empty the others to practise without authentication`,
    ];
  }
}

/** Without an app id anybody can talk to the bot as anybody, so nobody else may reach it. */
function* openToStrangers(env: Environment): Told {
  const remedy = 'while authentication is off (no MicrosoftAppId)';
  if (!/^(localhost|127\.\d+\.\d+\.\d+|::1|\[::1\])$/.test(env.HOST ?? '127.0.0.1')) {
    yield ['HOST', `must be a loopback address ${remedy}`];
  }
  if (isProduction(env)) yield ['NODE_ENV', `must not be ${env.NODE_ENV} ${remedy}`];
}

/** Whether NODE_ENV says so, in whatever letters. */
export const isProduction = ({ NODE_ENV }: Environment): boolean => /^prod(uction)?$/i.test(NODE_ENV ?? '');
