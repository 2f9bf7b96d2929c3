import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Config, formatProblems, readConfig } from '../../src/config/config.js';
import { loadEnvFile } from '../../src/config/env-file.js';

const appId = '0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0';
const microsoft = {
  MicrosoftAppId: appId,
  MicrosoftAppPassword: 'hunter2',
  MicrosoftAppTenantId: 'aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee',
};

function configOf(env: NodeJS.ProcessEnv): Config {
  const read = readConfig(env);
  if (!read.ok) throw new Error(formatProblems(read.problems));
  return read.config;
}

function problemsOf(env: NodeJS.ProcessEnv): Record<string, string> {
  const read = readConfig(env);
  return read.ok ? {} : Object.fromEntries(read.problems.map(({ name, problem }) => [name, problem]));
}

describe('the configuration', () => {
  it('is a sandbox on loopback when nothing is set', () => {
    expect(configOf({})).toMatchObject({
      cloud: 'sandbox',
      host: '127.0.0.1',
      port: 3978,
      dataDir: './data',
      bot: { appId: '', appType: 'SingleTenant' },
      commerce: undefined,
      allowedTenants: [],
      sandbox: { port: 3980 },
      logLevel: 'info',
      production: false,
    });
  });

  it('is Microsoft once there is an app id, with the app itself calling Graph', () => {
    const config = configOf(microsoft);
    expect(config).toMatchObject({ cloud: 'microsoft', host: '0.0.0.0', graph: { clientId: appId } });
    expect(config.graph.clientSecret).toBe('hunter2');
  });

  it('stays in the sandbox with an app id when told so', () => {
    expect(configOf({ CLOUD: 'sandbox', MicrosoftAppId: 'any', HOST: '0.0.0.0' })).toMatchObject({ cloud: 'sandbox' });
  });

  it('finds the global cloud unless told of another, whose channel it then trusts', () => {
    expect(configOf(microsoft)).toMatchObject({
      microsoftCloud: 'global',
      addresses: { graph: 'https://graph.microsoft.com' },
      tokenIssuer: undefined,
    });
    const national = configOf({ ...microsoft, MICROSOFT_CLOUD: 'us-gov' });
    expect(national).toMatchObject({
      addresses: { authority: 'https://login.microsoftonline.us', graph: 'https://graph.microsoft.us' },
      openIdMetadata: expect.stringContaining('azure.us'),
      tokenIssuer: 'https://api.botframework.us',
    });
    const own = { ...microsoft, MICROSOFT_CLOUD: 'us-gov', BOT_TOKEN_ISSUER: 'https://issuer.example.com' };
    expect(configOf(own).tokenIssuer).toBe('https://issuer.example.com');
  });

  it('takes empty and blank values for unset', () => {
    expect(configOf({ CLOUD: '', PORT: '  ', DATABASE_URL: '', MicrosoftAppId: '' })).toEqual(configOf({}));
  });

  it.each([
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['PORT', '80.5'],
    ['SANDBOX_PORT', 'http'],
    ['CLOUD', 'azure'],
    ['MICROSOFT_CLOUD', 'germany'],
    ['COMMERCE', 'shop'],
    ['LOG_LEVEL', 'loud'],
    ['SANDBOX_URL', 'localhost:3980'],
    ['BOT_OPENID_METADATA', 'not a url'],
    ['PARTNER_TENANT_ID', 'contoso'],
    ['MicrosoftAppType', 'MultiTenant'],
    ['PRICE_LIST', '/no/such/file.json'],
    ['PRODUCTS', '/no/such/file.json'],
    ['GRAPH_CLIENT_CERTIFICATE_PATH', '/no/such/file.pem'],
    ['DATABASE_URL', 'postgres://localhost/bot'],
  ])('refuses %s=%s', (name, value) => {
    expect(Object.keys(problemsOf({ [name]: value }))).toEqual([name]);
  });

  it.each(['0', '1', '65535'])('takes port %s', (port) => {
    expect(configOf({ PORT: port }).port).toBe(Number(port));
  });

  it.each(['localhost', '127.0.0.1', '127.0.0.2', '::1'])('may be open without an app id on %s', (host) => {
    expect(problemsOf({ HOST: host })).toEqual({});
  });

  it.each(['0.0.0.0', '::', '192.168.1.4', 'bot.example.com', '127.0.0.1.example.com'])(
    'may not be open to strangers on %s',
    (host) => {
      expect(problemsOf({ HOST: host })).toHaveProperty('HOST', expect.stringContaining('loopback'));
    },
  );

  it('may not run without authentication in production', () => {
    expect(problemsOf({ NODE_ENV: 'production' })).toHaveProperty('NODE_ENV');
  });

  it('names everything the Microsoft cloud needs at once', () => {
    expect(Object.keys(problemsOf({ CLOUD: 'microsoft' })).sort()).toEqual([
      'MicrosoftAppId',
      'MicrosoftAppPassword',
      'MicrosoftAppTenantId',
    ]);
  });

  it('needs no password with a managed identity', () => {
    const { MicrosoftAppPassword: _, ...rest } = microsoft;
    expect(configOf({ ...rest, MicrosoftAppType: 'UserAssignedMSI' }).graph.clientSecret).toBeUndefined();
    expect(problemsOf(rest)).toHaveProperty('MicrosoftAppPassword');
    expect(problemsOf({ ...microsoft, MicrosoftAppType: 'UserAssignedMSI' })).toHaveProperty(
      'MicrosoftAppType',
      expect.stringContaining('no password'),
    );
  });

  it('needs the ids its form of commerce works with', () => {
    expect(problemsOf({ ...microsoft, COMMERCE: 'partner-center' })).toHaveProperty('PARTNER_TENANT_ID');
    expect(problemsOf({ ...microsoft, COMMERCE: 'billing-account' })).toHaveProperty('BILLING_ACCOUNT_ID');
    expect(problemsOf({ ...microsoft, COMMERCE: 'partner-center', PARTNER_TENANT_ID: appId })).toEqual({});
    expect(problemsOf({ COMMERCE: 'partner-center' })).toEqual({});
  });

  it('does not lend the password of the bot to another Graph app', () => {
    expect(problemsOf({ ...microsoft, GRAPH_CLIENT_ID: microsoft.MicrosoftAppTenantId })).toHaveProperty(
      'GRAPH_CLIENT_SECRET',
    );
  });

  it('wants the sandbox cloud on a port of its own', () => {
    expect(problemsOf({ PORT: '4000', SANDBOX_PORT: '4000' })).toHaveProperty('SANDBOX_PORT');
    expect(problemsOf({ PORT: '0', SANDBOX_PORT: '0' })).toEqual({});
  });

  it('splits the tenants that may talk to the bot', () => {
    expect(configOf({ ALLOWED_TENANTS: `${appId}, b;c` }).allowedTenants).toEqual([appId, 'b', 'c']);
  });

  it('reports a wrong value and a missing one together, a line each, without showing the value', () => {
    const read = readConfig({ ...microsoft, PORT: 'hunter3', MicrosoftAppTenantId: '' });
    const lines = read.ok ? [] : formatProblems(read.problems).split('\n');
    expect(lines).toHaveLength(2);
    expect(lines[0]).toBe('PORT must be a port: 0 to 65535. Example: PORT=3978');
    expect(lines[1]).toMatch(/^MicrosoftAppTenantId is missing.*Example: MicrosoftAppTenantId=/);
  });
});

describe('files named by the configuration', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'config-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));
  const fileWith = async (text: string) => {
    await writeFile(join(folder, 'file'), text);
    return join(folder, 'file');
  };

  it('refuses a price list that is not JSON, and one that is something else', async () => {
    expect(problemsOf({ PRICE_LIST: await fileWith('{') })).toHaveProperty(
      'PRICE_LIST',
      expect.stringContaining('JSON'),
    );
    expect(problemsOf({ PRICE_LIST: await fileWith('"free"') })).toHaveProperty(
      'PRICE_LIST',
      expect.stringContaining('not a price list'),
    );
  });

  it.each([
    ['{', 'is not a JSON file'],
    ['[]', 'is not a list of products'],
    ['{"SPE_E9": {"productTypeId": "P", "skuId": "1"}}', 'SPE_E9: is not a plan that can be bought here'],
    ['{"ENTERPRISEWITHSCAL": {"productTypeId": "P", "skuId": "1"}}', 'is not a plan that can be bought here'],
    ['{"SPE_E5": {"productTypeId": "P"}}', 'SPE_E5.skuId'],
    ['{"SPE_E5": {"productTypeId": " ", "skuId": "1"}}', 'SPE_E5.productTypeId: is empty'],
    ['{"SPE_E5": {"productTypeId": "P", "skuId": "1", "price": 5}}', 'SPE_E5'],
    ['{"SPE_E5": {"productTypeId": "P", "skuId": "1", "terms": ["P3Y"]}}', 'SPE_E5.terms[0]'],
    [
      '{"SPE_E5": {"productTypeId": "P", "skuId": "1"}, "SPE_E3": {"productTypeId": "p", "skuId": "1"}}',
      'has the same ids as',
    ],
  ])('refuses a file of products that says %s, in one line', async (text, said) => {
    const problem = problemsOf({ PRODUCTS: await fileWith(text) }).PRODUCTS ?? '';
    expect(problem).toContain(said);
    expect(problem).toContain('It is like {"SPE_E5": {"productTypeId"');
    expect(problem).not.toContain('\n');
  });

  it('reads what plans are called, and for which terms they are sold', async () => {
    const products = { SPE_E5: { productTypeId: 'CFQ7', skuId: '0002', terms: ['P1Y', 'P1M'] } };
    expect(configOf({ PRODUCTS: await fileWith(JSON.stringify(products)) }).products).toEqual(products);
    expect(configOf({ PRODUCTS: '' }).products).toBeUndefined();
  });

  it('reads an .env file without overriding what is set, and does without one', async () => {
    const env = { HOST: 'outside' };
    loadEnvFile(env, await fileWith('HOST=file\nPORT=file\n'));
    loadEnvFile(env, join(folder, 'missing'));
    expect(env).toEqual({ HOST: 'outside', PORT: 'file' });
  });

  it('has an example file that works as it is', async () => {
    const example = parseEnv(await readFile('.env.example', 'utf8'));
    expect(configOf(example)).toEqual(configOf({}));
  });
});
