import type { Environment, Name } from './environment.js';

/**
 * What each name of the environment is for. A start may be practice only while nothing says that it was meant for real
 * tenants: a start that lost a value must never open their documents with authentication off.
 */

/**
 * `machine`: this machine, in either cloud. `practice`: the sandbox cloud. `tenants`: whoever sets it has some cloud in
 * mind and has to say which. `identity`: the bot to Microsoft, which a sandbox may ask for too. `production`: real
 * tenants alone.
 */
type Use = 'machine' | 'practice' | 'tenants' | 'identity' | 'production';

const uses: Record<Name, Use> = {
  CLOUD: 'practice',
  MICROSOFT_CLOUD: 'tenants',
  MICROSOFT_ADDRESSES: 'production',
  HOST: 'machine',
  PORT: 'machine',
  ADMIN_HOST: 'machine',
  ADMIN_PORT: 'machine',
  DATA_DIR: 'machine',
  DATABASE_URL: 'tenants',
  SECRET_KEY: 'tenants',
  SECRET_KEY_PATH: 'tenants',
  SECRET_KEY_FORMER: 'tenants',
  SECRET_KEY_FORMER_PATH: 'tenants',
  MicrosoftAppId: 'identity',
  MicrosoftAppPassword: 'identity',
  MicrosoftAppTenantId: 'identity',
  MicrosoftAppType: 'identity',
  GRAPH_CLIENT_ID: 'production',
  GRAPH_CLIENT_SECRET: 'production',
  GRAPH_CLIENT_CERTIFICATE_PATH: 'production',
  COMMERCE: 'tenants',
  PARTNER_TENANT_ID: 'tenants',
  BILLING_ACCOUNT_ID: 'tenants',
  ALLOWED_TENANTS: 'tenants',
  PRICE_LIST: 'tenants',
  PRODUCTS: 'tenants',
  CONFIRM_ABOVE: 'tenants',
  APPROVAL_ABOVE: 'tenants',
  SANDBOX_PORT: 'practice',
  SANDBOX_URL: 'practice',
  PUBLIC_URL: 'tenants',
  OPERATOR: 'machine',
  LOG_LEVEL: 'machine',
  SERVICE_HOSTS: 'tenants',
  RETENTION_DAYS: 'tenants',
  QUOTA_SHARE: 'machine',
  BOT_OPENID_METADATA: 'identity',
  BOT_TOKEN_ISSUER: 'identity',
  NODE_ENV: 'machine',
};

const names = Object.keys(uses) as Name[];

/** The names of such uses that are set. */
export function namesSet(env: Environment, ...wanted: readonly Use[]): Name[] {
  return names.filter((name) => env[name] !== undefined && wanted.includes(uses[name]));
}

/** Names that steer whose tenants are served, and how: one that is misspelt must not pass unseen. */
export const steeringNames: readonly Name[] = names.filter((name) => name === 'CLOUD' || !isForMachine(name));

/** Whether the program knows the name. */
export const isKnown = (name: string): boolean => Object.hasOwn(uses, name);

function isForMachine(name: Name): boolean {
  return uses[name] === 'machine' || uses[name] === 'practice';
}
