import { loopbackHosts } from '../base/loopback.js';
import type { LogLevel } from '../log.js';
import type { Products } from '../microsoft/billing/product-ids.js';
import { type Addresses, addressesOf, type MicrosoftCloud } from '../microsoft/clouds.js';
import type { Limits } from '../upgrade/order/care.js';
import type { PriceList } from '../upgrade/order/price-list.js';
import { contradictions, isProduction, modeOf } from './contradictions.js';
import { type Environment, environmentSchema, examples, type Name } from './environment.js';
import { misspelt } from './misspelt.js';
import { adminPortOf } from './ports.js';
import { keysOf } from './secrets.js';

/** The environment, as a checked {@link Config}. */

/** What the program is told from outside. Ports of 0 mean any free one. */
export type Config = {
  cloud: 'sandbox' | 'microsoft';
  /** Whether the cloud was named, or follows from what else was: not so at a start with nothing set. */
  cloudIsSaid: boolean;
  /** Which of Microsoft's clouds, and where it is found: `own` is one that is not listed here. */
  microsoftCloud: MicrosoftCloud | 'own';
  addresses: Addresses;
  host: string;
  port: number;
  /** Where health details and metrics are told; undefined: where turns are taken. */
  admin: { host: string; port: number } | undefined;
  dataDir: string;
  /** The database that documents are kept in, instead of in the data folder. */
  databaseUrl: string | undefined;
  /** What links are signed and documents encrypted with: undefined leaves documents as they are. */
  secretKey: string | undefined;
  /** The key before that one, while some documents are still encrypted with it. */
  formerKey: string | undefined;
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
  /** Above which amounts an order asks more than a click. */
  orderLimits: Limits;
  /** What plans are called in the catalogue, for a billing account. */
  products?: Products | undefined;
  /** `url` is set when a sandbox cloud already runs elsewhere. */
  sandbox: { port: number; url?: string | undefined };
  /** Where people reach the bot's own server from outside. */
  publicUrl?: string | undefined;
  /** Who runs the bot and how they are reached, for the pages on privacy and terms. */
  operator?: string | undefined;
  /** How long an upgrade and its log are kept after its end, in days. */
  retentionDays: number;
  /** How much of what Microsoft lets an app do in a tenant is the bot's: above 0, at most 1. */
  quotaShare: number;
  logLevel: LogLevel;
  openIdMetadata?: string | undefined;
  tokenIssuer?: string | undefined;
  /** Hosts at which Teams may be answered, in small letters: the cloud's own, and those that were added. */
  serviceHosts: readonly string[];
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
  const problems: ConfigProblem[] = [...wrong].map(([name, problem]) => ({ name, problem, example: examples[name] }));
  for (const [name, meant] of misspelt(Object.keys(given))) {
    problems.push({ name, problem: `is no name that is known here: write ${meant}, or take it away`, example: '' });
  }
  return problems.length === 0 ? { ok: true, config: shape(sound) } : { ok: false, problems };
}

/** One line a problem: the name, what is wrong, an example. */
export function formatProblems(problems: readonly ConfigProblem[]): string {
  return problems
    .map(({ name, problem, example }) => `${name} ${problem}${example && `. Example: ${name}=${example}`}`)
    .join('\n');
}

function shape(env: Environment): Config {
  const { cloud, authenticated } = modeOf(env);
  const { MICROSOFT_ADDRESSES: own, MICROSOFT_CLOUD: listed = 'global' } = env;
  const microsoftCloud = own ? 'own' : listed;
  const addresses = own ?? addressesOf[listed];
  // In the global cloud the Bot Framework's own defaults are left to it.
  const channel = microsoftCloud === 'global' ? undefined : addresses.bot;
  return {
    cloud,
    cloudIsSaid: env.CLOUD !== undefined || cloud === 'microsoft',
    microsoftCloud,
    addresses,
    host: env.HOST ?? (cloud === 'microsoft' ? '0.0.0.0' : '127.0.0.1'),
    port: env.PORT ?? 3978,
    admin: adminOf(env, cloud),
    dataDir: env.DATA_DIR ?? './data',
    databaseUrl: env.DATABASE_URL,
    ...keysOf(env),
    bot: botOf(env, authenticated),
    graph: graphOf(env),
    commerce: env.COMMERCE,
    partnerTenantId: env.PARTNER_TENANT_ID,
    billingAccountId: env.BILLING_ACCOUNT_ID,
    allowedTenants: env.ALLOWED_TENANTS ?? [],
    priceList: env.PRICE_LIST,
    orderLimits: limitsOf(env, cloud),
    products: env.PRODUCTS,
    sandbox: { port: env.SANDBOX_PORT ?? 3980, url: env.SANDBOX_URL },
    publicUrl: env.PUBLIC_URL,
    operator: env.OPERATOR,
    ...measuresOf(env),
    logLevel: env.LOG_LEVEL ?? 'info',
    openIdMetadata: env.BOT_OPENID_METADATA ?? channel?.openIdMetadata,
    tokenIssuer: env.BOT_TOKEN_ISSUER ?? channel?.tokenIssuer,
    serviceHosts: [
      ...addresses.bot.serviceHosts,
      ...(cloud === 'sandbox' ? loopbackHosts : []),
      ...(env.SERVICE_HOSTS ?? []),
    ],
    production: isProduction(env),
  };
}

function measuresOf({ RETENTION_DAYS, QUOTA_SHARE }: Environment): Pick<Config, 'retentionDays' | 'quotaShare'> {
  return { retentionDays: RETENTION_DAYS ?? 400, quotaShare: QUOTA_SHARE ?? 0.8 };
}

function adminOf(env: Environment, cloud: Config['cloud']): Config['admin'] {
  const port = adminPortOf(env, cloud);
  return port === undefined ? undefined : { host: env.ADMIN_HOST ?? '127.0.0.1', port };
}

/** In the sandbox nothing is paid, and every practice tenant would be above it. */
function limitsOf({ CONFIRM_ABOVE, APPROVAL_ABOVE }: Environment, cloud: Config['cloud']): Limits {
  const usual = cloud === 'sandbox' ? Number.POSITIVE_INFINITY : 10_000;
  return { confirmAbove: CONFIRM_ABOVE ?? usual, approvalAbove: APPROVAL_ABOVE };
}

function botOf(env: Environment, authenticated: boolean): Config['bot'] {
  return {
    appId: env.MicrosoftAppId ?? '',
    appPassword: authenticated ? (env.MicrosoftAppPassword ?? '') : '',
    appTenantId: env.MicrosoftAppTenantId ?? '',
    appType: env.MicrosoftAppType ?? 'SingleTenant',
  };
}

/** The bot's own app reads and changes tenants too, unless another is named. */
function graphOf(env: Environment): Config['graph'] {
  const certificatePath = env.GRAPH_CLIENT_CERTIFICATE_PATH;
  const ownSecret = certificatePath ? undefined : env.MicrosoftAppPassword;
  return {
    clientId: env.GRAPH_CLIENT_ID ?? env.MicrosoftAppId ?? '',
    clientSecret: env.GRAPH_CLIENT_SECRET ?? ownSecret,
    certificatePath,
  };
}

function onlyNonEmpty(env: NodeJS.ProcessEnv): Record<string, string> {
  const entries = Object.entries(env).map(([name, value]) => [name, value?.trim() ?? '']);
  return Object.fromEntries(entries.filter(([, value]) => value !== ''));
}

function without(given: Record<string, string>, names: ReadonlyMap<string, unknown>): Record<string, string> {
  return Object.fromEntries(Object.entries(given).filter(([name]) => !names.has(name)));
}
