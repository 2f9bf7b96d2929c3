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
      quotaShare: 0.8,
      production: false,
    });
  });

  it('takes a part of the quota for its own, and nothing that is no part', () => {
    for (const [text, share] of Object.entries({ '1': 1, '0.05': 0.05, '.5': 0.5, '1.0': 1 }))
      expect(configOf({ QUOTA_SHARE: text }).quotaShare).toBe(share);
    for (const text of ['0', '0.01', '1.1', '80 %', '0,8', '-1', '1e9', 'NaN'])
      expect(problemsOf({ QUOTA_SHARE: text })).toEqual({ QUOTA_SHARE: 'must be a part of the quota: 0.05 to 1' });
  });

  it('has a language model only at an https address and with one key', async () => {
    const model = 'https://models.contoso.example/v1/chat/completions#small';
    expect(configOf(microsoft).answersModel).toBeUndefined();
    const set = { ...microsoft, ANSWERS_MODEL: model, ANSWERS_MODEL_KEY: 'secret' };
    expect(configOf(set).answersModel).toEqual({ address: model, key: 'secret' });
    for (const address of ['http://models.contoso.example/', 'models.contoso.example', 'file:///etc/passwd'])
      expect(problemsOf({ ...set, ANSWERS_MODEL: address }).ANSWERS_MODEL).toMatch(/https/);
    expect(problemsOf({ ...microsoft, ANSWERS_MODEL: model }).ANSWERS_MODEL_KEY).toMatch(/missing/);
    expect(problemsOf({ ...microsoft, ANSWERS_MODEL_KEY: 'secret' }).ANSWERS_MODEL_KEY).toMatch(/without/);
    const folder = await mkdtemp(join(tmpdir(), 'model-'));
    const file = join(folder, 'model.key');
    await writeFile(file, 'from a file\n');
    const filed = { ...microsoft, ANSWERS_MODEL: model, ANSWERS_MODEL_KEY_PATH: file };
    expect(configOf(filed).answersModel).toEqual({ address: model, key: 'from a file' });
    expect(problemsOf({ ...filed, ANSWERS_MODEL_KEY: 'too' }).ANSWERS_MODEL_KEY).toMatch(/both set/);
    await writeFile(file, '\n');
    expect(problemsOf(filed).ANSWERS_MODEL_KEY_PATH).toMatch(/holds no key/);
    await rm(folder, { recursive: true });
    expect(problemsOf({ ...microsoft, ANSWER_MODEL: model }).ANSWER_MODEL).toMatch(/ANSWERS_MODEL/);
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

  it('answers Teams at the hosts of its cloud, at those that are added, and in the sandbox on this machine', () => {
    expect(configOf(microsoft).serviceHosts).toContain('smba.trafficmanager.net');
    expect(configOf(microsoft).serviceHosts).not.toContain('localhost');
    expect(configOf({ ...microsoft, MICROSOFT_CLOUD: 'us-dod' }).serviceHosts).toEqual([
      'smba.infra.dod.teams.microsoft.us',
    ]);
    const more = configOf({
      ...microsoft,
      SERVICE_HOSTS: 'Teams.Example.com:8443, smba.teams.sovcloud-core.fr;localhost',
    });
    expect(more.serviceHosts.slice(-3)).toEqual(['teams.example.com:8443', 'smba.teams.sovcloud-core.fr', 'localhost']);
    expect(configOf({}).serviceHosts).toEqual(expect.arrayContaining(['localhost', '127.0.0.1', '[::1]']));
  });

  it.each([
    'https://teams.example',
    'teams.example/x',
    '*.example',
    '-a.example',
    'a..b',
    'a:b',
    ',',
    'ex ample/',
    '\u00fc.example',
  ])('refuses SERVICE_HOSTS=%s, in one line', (hosts) => {
    const { SERVICE_HOSTS: problem } = problemsOf({ SERVICE_HOSTS: hosts });
    expect(problem).toContain('names alone');
    expect(problem).not.toContain('\n');
  });

  it.each(['http://login.example/keys', 'HTTP://127.0.0.1/keys', 'http://localhost:9/keys'])(
    'takes no keys from %s in the Microsoft cloud',
    (metadata) => {
      expect(problemsOf({ ...microsoft, BOT_OPENID_METADATA: metadata })).toHaveProperty('BOT_OPENID_METADATA');
      expect(problemsOf({ CLOUD: 'sandbox', MicrosoftAppId: 'any', BOT_OPENID_METADATA: metadata })).toEqual({});
      for (const NODE_ENV of ['production', 'Prod']) {
        const practice = { CLOUD: 'sandbox', MicrosoftAppId: 'any', NODE_ENV, BOT_OPENID_METADATA: metadata };
        expect(problemsOf(practice)).toHaveProperty('BOT_OPENID_METADATA');
      }
      expect(problemsOf({ ...microsoft, BOT_OPENID_METADATA: metadata.replace(/^http/i, 'https') })).toEqual({});
    },
  );

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
    ['DATABASE_URL', 'mysql://localhost/bot'],
    ['DATABASE_URL', 'localhost/bot'],
  ])('refuses %s=%s', (name, value) => {
    expect(Object.keys(problemsOf({ [name]: value }))).toEqual([name]);
  });

  it('takes a database, for a cloud that is said, with a key where links are opened at any of the bots', () => {
    const DATABASE_URL = 'postgresql://bot:hunter2@db.contoso.example/upgrades';
    expect(configOf({ ...microsoft, DATABASE_URL }).databaseUrl).toBe(DATABASE_URL);
    expect(problemsOf({ DATABASE_URL })).toHaveProperty('CLOUD');
    const PUBLIC_URL = 'https://upgrades.contoso.example';
    const SECRET_KEY = 'the key that the operator of this test has';
    expect(problemsOf({ ...microsoft, DATABASE_URL, PUBLIC_URL })).toHaveProperty('SECRET_KEY');
    expect(problemsOf({ ...microsoft, DATABASE_URL, PUBLIC_URL, SECRET_KEY })).toEqual({});
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

  it.each(['production', 'Production', 'PRODUCTION', ' production ', 'prod'])(
    'may not run without authentication in %s',
    (NODE_ENV) => {
      expect(problemsOf({ NODE_ENV })).toHaveProperty('NODE_ENV');
      expect(problemsOf({ NODE_ENV, CLOUD: 'sandbox' })).toHaveProperty('NODE_ENV');
      expect(configOf({ ...microsoft, NODE_ENV }).production).toBe(true);
    },
  );

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
    expect(problemsOf({ CLOUD: 'sandbox', COMMERCE: 'partner-center' })).toEqual({});
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
    const [b, c] = [appId.replace('0f', 'bb'), appId.replace('0f', 'CC')];
    const list = `${appId}, ${b};${c}`;
    expect(configOf({ ...microsoft, ALLOWED_TENANTS: list }).allowedTenants).toEqual([appId, b, c]);
  });

  it.each([
    [',', 'no tenant id'],
    [' ; , ', 'no tenant id'],
    ['*', '"\\*" in it'],
    ['contoso.onmicrosoft.com', 'contoso'],
    [`${appId}, contoso`, 'contoso'],
    [`"${appId}"`, 'no tenant id'],
    [`${appId}x`, 'no tenant id'],
  ])('does not take %s for a list of tenants', (list, words) => {
    const problems = problemsOf({ ...microsoft, ALLOWED_TENANTS: list });
    expect(problems).toEqual({ ALLOWED_TENANTS: expect.stringMatching(words) });
  });

  it('tells health and metrics beside the turns in the sandbox, and on loopback for real', () => {
    expect(configOf({}).admin).toBeUndefined();
    expect(configOf({ PORT: '4000', ADMIN_PORT: '4000' }).admin).toBeUndefined();
    expect(configOf({ ADMIN_PORT: '4001' }).admin).toEqual({ host: '127.0.0.1', port: 4001 });
    expect(configOf(microsoft).admin).toEqual({ host: '127.0.0.1', port: 3979 });
    expect(configOf({ ...microsoft, PORT: '65535' }).admin?.port).toBe(65_534);
    expect(configOf({ ...microsoft, PORT: '0' }).admin?.port).toBe(0);
    const elsewhere = { ...microsoft, ADMIN_HOST: '10.0.0.4', ADMIN_PORT: '9464' };
    expect(configOf(elsewhere).admin).toEqual({ host: '10.0.0.4', port: 9464 });
    expect(problemsOf({ ...microsoft, PORT: '4000', ADMIN_PORT: '4000' })).toHaveProperty('ADMIN_PORT');
    expect(problemsOf({ ADMIN_PORT: '3980' })).toHaveProperty('SANDBOX_PORT');
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
    expect(configOf({ CLOUD: 'sandbox', PRODUCTS: await fileWith(JSON.stringify(products)) }).products).toEqual(
      products,
    );
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
