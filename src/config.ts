import { accessSync, constants, readFileSync } from 'node:fs';
import { z } from 'zod';
import { logLevels } from './log.js';
import { codeOf } from './storage/failures.js';
import { priceListSchema } from './upgrade/price-list.js';

/** The environment, as a checked {@link Config}. Every name is explained in .env.example. */

const guidPattern = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
const text = z.string();
const guid = text.regex(guidPattern, { error: 'is not a GUID' });
const port = text
  .regex(/^\d{1,5}$/)
  .transform(Number)
  .pipe(z.int().max(65_535));
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
  LOG_LEVEL: 'info',
  BOT_OPENID_METADATA: 'https://login.botframework.com/v1/.well-known/openidconfiguration',
  BOT_TOKEN_ISSUER: 'https://api.botframework.com',
  NODE_ENV: 'development',
};

/** One wrong or missing value of the environment. */
export type ConfigProblem = { name: string; problem: string; example: string };
export type ConfigResult = { ok: true; config: Config } | { ok: false; problems: ConfigProblem[] };
export type Config = ReturnType<typeof shape>;

/**
 * Checks the environment, and the files it names. Empty values count as unset.
 * @returns the configuration, or every problem at once.
 */
export function readConfig(env: NodeJS.ProcessEnv): ConfigResult {
  const given = onlyNonEmpty(env);
  const parsed = environmentSchema.safeParse(given);
  const wrong = new Map<Name, string>();
  for (const issue of parsed.error?.issues ?? []) wrong.set(issue.path[0] as Name, issue.message);
  const sound = parsed.data ?? environmentSchema.parse(without(given, wrong));
  for (const [name, problem] of contradictions(sound)) if (!wrong.has(name)) wrong.set(name, problem);
  if (wrong.size === 0) return { ok: true, config: shape(sound) };
  return { ok: false, problems: [...wrong].map(([name, problem]) => ({ name, problem, example: examples[name] })) };
}

/** One line a problem: the name, what is wrong, an example. */
export function formatProblems(problems: readonly ConfigProblem[]): string {
  return problems
    .map(({ name, problem, example }) => `${name} ${problem}${example && `. Example: ${name}=${example}`}`)
    .join('\n');
}
