import { z } from 'zod';
import { logLevels } from '../log.js';
import { microsoftClouds } from '../microsoft/clouds.js';
import { readAddresses, readPriceList, readProducts, whyUnreadable } from './files.js';
import { readHosts } from './hosts.js';
import { readKeyFile, shortestKey } from './key-file.js';

/** The names of the environment, what each takes, and an example of it. Every name is explained in .env.example. */

export const guidPattern = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
const text = z.string();
const guid = text.regex(guidPattern, { error: 'is not a GUID' });
const port = text
  .refine((digits) => /^\d{1,5}$/.test(digits) && Number(digits) <= 65_535, { error: 'must be a port: 0 to 65535' })
  .transform(Number);
const amount = text
  .refine((digits) => /^\d{1,12}$/.test(digits), { error: 'must be an amount in whole units of the currency: 10000' })
  .transform(Number);
const url = z.url({ protocol: /^https?$/, error: 'is not an http or https address' });
const key = text.min(shortestKey, { error: `is too short for a key: at least ${shortestKey} characters by chance` });
const tenantIds = text.transform((list, context) => {
  const ids = list.split(/[\s,;]+/).filter((id) => id !== '');
  const wrong = ids.find((id) => !guidPattern.test(id));
  // Read as "every tenant", or as nobody, it would be what nobody meant.
  if (ids.length === 0) context.addIssue('has no tenant id in it: name the tenants, or leave it empty for every one');
  if (wrong !== undefined) context.addIssue(`has ${JSON.stringify(wrong.slice(0, 60))} in it, which is no tenant id`);
  return ids;
});
const path = text.superRefine((file, context) => {
  const problem = whyUnreadable(file);
  if (problem) context.addIssue(problem);
});

function oneOf<const T extends readonly string[]>(values: T) {
  return z.enum(values, { error: `must be one of ${values.join(', ')}` });
}

export const environmentSchema = z
  .object({
    CLOUD: oneOf(['sandbox', 'microsoft']),
    MICROSOFT_CLOUD: oneOf(microsoftClouds),
    MICROSOFT_ADDRESSES: path.transform(readAddresses),
    HOST: text,
    PORT: port,
    ADMIN_HOST: text,
    ADMIN_PORT: port,
    DATA_DIR: text,
    DATABASE_URL: z.url({
      protocol: /^postgres(ql)?$/,
      error: 'is not the address of a PostgreSQL database',
    }),
    SECRET_KEY: key,
    SECRET_KEY_PATH: path.transform(readKeyFile),
    SECRET_KEY_FORMER: key,
    SECRET_KEY_FORMER_PATH: path.transform(readKeyFile),
    MicrosoftAppId: text,
    MicrosoftAppPassword: text,
    MicrosoftAppTenantId: text,
    MicrosoftAppType: oneOf(['SingleTenant', 'UserAssignedMSI']),
    GRAPH_CLIENT_ID: text,
    GRAPH_CLIENT_SECRET: text,
    GRAPH_CLIENT_CERTIFICATE_PATH: path,
    COMMERCE: oneOf(['admin-center', 'partner-center', 'billing-account']),
    PARTNER_TENANT_ID: guid,
    BILLING_ACCOUNT_ID: text,
    SERVICE_HOSTS: text.transform(readHosts),
    ALLOWED_TENANTS: tenantIds,
    PRICE_LIST: path.transform(readPriceList),
    PRODUCTS: path.transform(readProducts),
    CONFIRM_ABOVE: amount,
    APPROVAL_ABOVE: amount,
    SANDBOX_PORT: port,
    SANDBOX_URL: url,
    PUBLIC_URL: url,
    OPERATOR: text.max(200, { error: 'is longer than 200 characters' }),
    RETENTION_DAYS: text
      .refine((days) => /^\d{1,4}$/.test(days) && Number(days) >= 1 && Number(days) <= 3_650, {
        error: 'must be a number of days: 1 to 3650',
      })
      .transform(Number),
    QUOTA_SHARE: text
      .refine((share) => /^(0?\.\d{1,3}|1(\.0{1,3})?)$/.test(share) && Number(share) >= 0.05, {
        error: 'must be a part of the quota: 0.05 to 1',
      })
      .transform(Number),
    LOG_LEVEL: oneOf(logLevels),
    BOT_OPENID_METADATA: url,
    BOT_TOKEN_ISSUER: url,
    NODE_ENV: text,
  })
  .partial();
export type Environment = z.infer<typeof environmentSchema>;
export type Name = keyof Environment;

const aGuid = '11111111-2222-3333-4444-555555555555';
export const examples: Record<Name, string> = {
  CLOUD: 'sandbox',
  MICROSOFT_CLOUD: 'us-gov',
  MICROSOFT_ADDRESSES: './addresses.json',
  HOST: '127.0.0.1',
  PORT: '3978',
  ADMIN_HOST: '127.0.0.1',
  ADMIN_PORT: '3979',
  DATA_DIR: './data',
  DATABASE_URL: 'postgresql://bot:secret@db.contoso.example:5432/upgrades',
  SECRET_KEY: 'what openssl rand -base64 32 prints',
  SECRET_KEY_PATH: '/run/secrets/upgrade-assistant.key',
  SECRET_KEY_FORMER: 'the key that was used until now, of 32 characters',
  SECRET_KEY_FORMER_PATH: '/run/secrets/upgrade-assistant.former.key',
  MicrosoftAppId: aGuid,
  MicrosoftAppPassword: 'the-client-secret-of-the-app',
  MicrosoftAppTenantId: aGuid,
  MicrosoftAppType: 'SingleTenant',
  GRAPH_CLIENT_ID: aGuid,
  GRAPH_CLIENT_SECRET: 'the-client-secret-of-that-app',
  GRAPH_CLIENT_CERTIFICATE_PATH: '/run/secrets/graph.pem',
  COMMERCE: 'admin-center',
  PARTNER_TENANT_ID: aGuid,
  BILLING_ACCOUNT_ID: 'a1b2c3d4:e5f6a7b8_2019-05-31',
  SERVICE_HOSTS: 'smba.teams.sovcloud-core.fr',
  ALLOWED_TENANTS: `${aGuid},66666666-7777-8888-9999-000000000000`,
  PRICE_LIST: './prices.json',
  PRODUCTS: './products.json',
  CONFIRM_ABOVE: '10000',
  APPROVAL_ABOVE: '50000',
  SANDBOX_PORT: '3980',
  SANDBOX_URL: 'http://127.0.0.1:3980',
  PUBLIC_URL: 'https://upgrades.contoso.example',
  OPERATOR: 'Contoso IT, it@contoso.example',
  RETENTION_DAYS: '400',
  QUOTA_SHARE: '0.8',
  LOG_LEVEL: 'info',
  BOT_OPENID_METADATA: 'https://login.botframework.com/v1/.well-known/openidconfiguration',
  BOT_TOKEN_ISSUER: 'https://api.botframework.com',
  NODE_ENV: 'development',
};
