import { accessSync, constants, readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { z } from 'zod';
import { certificateProblem } from './client-certificate.js';
import { type LogLevel, logLevels } from './log.js';
import { type Addresses, addressesOf, type MicrosoftCloud, microsoftClouds } from './microsoft/clouds.js';
import { codeOf } from './storage/failures.js';
import { type PriceList, priceListSchema } from './upgrade/order/price-list.js';

/** The environment, as a checked {@link Config}. Every name is explained in .env.example. */

const guidPattern = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
const text = z.string();
const guid = text.regex(guidPattern, { error: 'is not a GUID' });
const port = text
  .refine((digits) => /^\d{1,5}$/.test(digits) && Number(digits) <= 65_535, { error: 'must be a port: 0 to 65535' })
  .transform(Number);
const url = z.url({ protocol: /^https?$/, error: 'is not an http or https address' });
const path = text.superRefine((file, context) => {
  const problem = whyUnreadable(file);
  if (problem) context.addIssue(problem);
});

function oneOf<const T extends readonly string[]>(values: T) {
  return z.enum(values, { error: `must be one of ${values.join(', ')}` });
}

const environmentSchema = z
  .object({
    CLOUD: oneOf(['sandbox', 'microsoft']),
    MICROSOFT_CLOUD: oneOf(microsoftClouds),
    HOST: text,
    PORT: port,
    DATA_DIR: text,
    DATABASE_URL: z.never({ error: 'is set, but PostgreSQL is not supported yet in this version: use DATA_DIR' }),
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
    ALLOWED_TENANTS: text.transform((ids) => ids.split(/[\s,;]+/).filter((id) => id !== '')),
    PRICE_LIST: path.transform(readPriceList),
    SANDBOX_PORT: port,
    SANDBOX_URL: url,
    PUBLIC_URL: url,
    LOG_LEVEL: oneOf(logLevels),
    BOT_OPENID_METADATA: url,
    BOT_TOKEN_ISSUER: url,
    NODE_ENV: text,
  })
  .partial();
type Environment = z.infer<typeof environmentSchema>;
type Name = keyof Environment;

const aGuid = '11111111-2222-3333-4444-555555555555';
const examples: Record<Name, string> = {
  CLOUD: 'sandbox',
  MICROSOFT_CLOUD: 'us-gov',
  HOST: '127.0.0.1',
  PORT: '3978',
  DATA_DIR: './data',
  DATABASE_URL: '',
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
  ALLOWED_TENANTS: `${aGuid},66666666-7777-8888-9999-000000000000`,
  PRICE_LIST: './prices.json',
  SANDBOX_PORT: '3980',
  SANDBOX_URL: 'http://127.0.0.1:3980',
  PUBLIC_URL: 'https://upgrades.contoso.example',
  LOG_LEVEL: 'info',
  BOT_OPENID_METADATA: 'https://login.botframework.com/v1/.well-known/openidconfiguration',
  BOT_TOKEN_ISSUER: 'https://api.botframework.com',
  NODE_ENV: 'development',
};

const examplePriceList = '{"prices": [{"sku": "SPE_E5", "currency": "EUR", "monthly": 57.00, "annual": 684.00}]}';

/** What the program is told from outside. Ports of 0 mean any free one. */
export type Config = {
  cloud: 'sandbox' | 'microsoft';
  /** Which of Microsoft's clouds, and where it is found. */
  microsoftCloud: MicrosoftCloud;
  addresses: Addresses;
  host: string;
  port: number;
  dataDir: string;
  /** An empty `appId` means that authentication is off, which only the sandbox on loopback may have. */
  bot: { appId: string; appPassword: string; appTenantId: string; appType: 'SingleTenant' | 'UserAssignedMSI' };
  /** Neither secret nor certificate: managed identity (or the sandbox, which takes anything). */
  graph: { clientId: string; clientSecret?: string | undefined; certificatePath?: string | undefined };
  /** Undefined: the cloud's own default. */
  commerce: 'admin-center' | 'partner-center' | 'billing-account' | undefined;
  partnerTenantId?: string | undefined;
  billingAccountId?: string | undefined;
  /** Tenants that may talk to the bot; empty: every tenant that has installed it. */
  allowedTenants: string[];
  priceList?: PriceList | undefined;
  /** `url` is set when a sandbox cloud already runs elsewhere. */
  sandbox: { port: number; url?: string | undefined };
  /** Where people reach the bot's own server from outside. */
  publicUrl?: string | undefined;
  logLevel: LogLevel;
  openIdMetadata?: string | undefined;
  tokenIssuer?: string | undefined;
  production: boolean;
};

/** One wrong or missing value of the environment. */
export type ConfigProblem = { name: string; problem: string; example: string };
export type ConfigResult = { ok: true; config: Config } | { ok: false; problems: ConfigProblem[] };

/**
 * Checks the environment, and the files it names. Empty values count as unset.
 * @param now the time that a certificate has to be in force at
 * @returns the configuration, or every problem at once.
 */
export function readConfig(env: NodeJS.ProcessEnv, now = new Date()): ConfigResult {
  const given = onlyNonEmpty(env);
  const parsed = environmentSchema.safeParse(given);
  const wrong = new Map<Name, string>();
  for (const issue of parsed.error?.issues ?? []) wrong.set(issue.path[0] as Name, issue.message);
  const sound = parsed.data ?? environmentSchema.parse(without(given, wrong));
  for (const [name, problem] of contradictions(sound, now)) if (!wrong.has(name)) wrong.set(name, problem);
  if (wrong.size === 0) return { ok: true, config: shape(sound) };
  return { ok: false, problems: [...wrong].map(([name, problem]) => ({ name, problem, example: examples[name] })) };
}

/** One line a problem: the name, what is wrong, an example. */
export function formatProblems(problems: readonly ConfigProblem[]): string {
  return problems
    .map(({ name, problem, example }) => `${name} ${problem}${example && `. Example: ${name}=${example}`}`)
    .join('\n');
}

/** Adds what a file such as `.env` says to the environment; what is set already wins, and a missing file is fine. */
export function loadEnvFile(env: NodeJS.ProcessEnv, file = '.env'): void {
  try {
    const said = parseEnv(readFileSync(file, 'utf8'));
    for (const [name, value] of Object.entries(said)) env[name] ??= value;
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
  }
}

function shape(env: Environment): Config {
  const { cloud, authenticated } = modeOf(env);
  const appId = env.MicrosoftAppId ?? '';
  const certificatePath = env.GRAPH_CLIENT_CERTIFICATE_PATH;
  const ownSecret = certificatePath ? undefined : env.MicrosoftAppPassword;
  const microsoftCloud = env.MICROSOFT_CLOUD ?? 'global';
  const addresses = addressesOf[microsoftCloud];
  // In the global cloud the Bot Framework's own defaults are left to it.
  const channel = microsoftCloud === 'global' ? undefined : addresses.bot;
  return {
    cloud,
    microsoftCloud,
    addresses,
    host: env.HOST ?? (cloud === 'microsoft' ? '0.0.0.0' : '127.0.0.1'),
    port: env.PORT ?? 3978,
    dataDir: env.DATA_DIR ?? './data',
    bot: {
      appId,
      appPassword: authenticated ? (env.MicrosoftAppPassword ?? '') : '',
      appTenantId: env.MicrosoftAppTenantId ?? '',
      appType: env.MicrosoftAppType ?? 'SingleTenant',
    },
    graph: {
      clientId: env.GRAPH_CLIENT_ID ?? appId,
      clientSecret: env.GRAPH_CLIENT_SECRET ?? ownSecret,
      certificatePath,
    },
    commerce: env.COMMERCE,
    partnerTenantId: env.PARTNER_TENANT_ID,
    billingAccountId: env.BILLING_ACCOUNT_ID,
    allowedTenants: env.ALLOWED_TENANTS ?? [],
    priceList: env.PRICE_LIST,
    sandbox: { port: env.SANDBOX_PORT ?? 3980, url: env.SANDBOX_URL },
    publicUrl: env.PUBLIC_URL,
    logLevel: env.LOG_LEVEL ?? 'info',
    openIdMetadata: env.BOT_OPENID_METADATA ?? channel?.openIdMetadata,
    tokenIssuer: env.BOT_TOKEN_ISSUER ?? channel?.tokenIssuer,
    production: env.NODE_ENV === 'production',
  };
}

function modeOf(env: Environment): { cloud: Config['cloud']; authenticated: boolean } {
  const authenticated = env.MicrosoftAppId !== undefined;
  return { cloud: env.CLOUD ?? (authenticated ? 'microsoft' : 'sandbox'), authenticated };
}

/** What is wrong between values that are each sound, and with the certificate at this time. */
function* contradictions(env: Environment, now: Date): Generator<[Name, string]> {
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

function* missingForMicrosoft(env: Environment): Generator<[Name, string]> {
  if (!env.MicrosoftAppId) yield ['MicrosoftAppId', 'is missing: the application id of the bot in Microsoft Entra'];
  else if (!guidPattern.test(env.MicrosoftAppId)) yield ['MicrosoftAppId', 'is not a GUID'];
  if (!env.MicrosoftAppTenantId) yield ['MicrosoftAppTenantId', 'is missing: the tenant the bot is registered in'];
  else if (!guidPattern.test(env.MicrosoftAppTenantId)) yield ['MicrosoftAppTenantId', 'is not a GUID'];
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
  if (env.COMMERCE === 'partner-center' && !env.PARTNER_TENANT_ID) {
    yield ['PARTNER_TENANT_ID', 'is missing: COMMERCE=partner-center needs the tenant of the partner'];
  }
  if (env.PUBLIC_URL?.startsWith('http:')) {
    yield ['PUBLIC_URL', "must begin with https: links to files with people's names are made of it"];
  }
  if (env.COMMERCE === 'billing-account' && !env.BILLING_ACCOUNT_ID) {
    yield ['BILLING_ACCOUNT_ID', 'is missing: COMMERCE=billing-account needs it'];
  }
}

/** Without an app id anybody can talk to the bot as anybody, so nobody else may reach it. */
function* openToStrangers(env: Environment): Generator<[Name, string]> {
  const remedy = 'while authentication is off (no MicrosoftAppId)';
  if (!/^(localhost|127\.\d+\.\d+\.\d+|::1|\[::1\])$/.test(env.HOST ?? '127.0.0.1')) {
    yield ['HOST', `must be a loopback address ${remedy}`];
  }
  if (env.NODE_ENV === 'production') yield ['NODE_ENV', `must not be production ${remedy}`];
}

function onlyNonEmpty(env: NodeJS.ProcessEnv): Record<string, string> {
  const entries = Object.entries(env).map(([name, value]) => [name, value?.trim() ?? '']);
  return Object.fromEntries(entries.filter(([, value]) => value !== ''));
}

function without(given: Record<string, string>, names: ReadonlyMap<string, unknown>): Record<string, string> {
  return Object.fromEntries(Object.entries(given).filter(([name]) => !names.has(name)));
}

function whyUnreadable(file: string): string | undefined {
  try {
    accessSync(file, constants.R_OK);
    return undefined;
  } catch (error) {
    return `cannot be read (${codeOf(error)}): ${file}`;
  }
}

function readPriceList(file: string, context: z.RefinementCtx): PriceList {
  const problem = (message: string) => {
    context.addIssue(message);
    return z.NEVER;
  };
  try {
    const list = priceListSchema.safeParse(JSON.parse(readFileSync(file, 'utf8')));
    if (list.success) return list.data;
    const [first, ...others] = list.error.issues.map(describeIssue);
    const more = others.length === 0 ? '' : ` (and ${others.length} more)`;
    return problem(`is not a price list: ${file}: ${first}${more}. It is like ${examplePriceList}`);
  } catch (error) {
    if (!(error instanceof SyntaxError)) return problem(`cannot be read (${codeOf(error)}): ${file}`);
    return problem(`is not a JSON file: ${file}: ${oneLine(error.message)}. It is like ${examplePriceList}`);
  }
}

function describeIssue({ path, message }: z.core.$ZodIssue): string {
  const place = path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('');
  return oneLine(place === '' ? message : `${place.replace(/^\./, '')}: ${message}`);
}

/** A problem is one line, whatever the file has in it. */
function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').slice(0, 200);
}
