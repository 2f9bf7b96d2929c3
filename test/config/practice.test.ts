import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { formatProblems, readConfig } from '../../src/config/config.js';

/** When a start may be practice: with authentication off it must never come near what belongs to real tenants. */

const guid = '0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0';
const bot = { MicrosoftAppId: guid, MicrosoftAppPassword: 'hunter2', MicrosoftAppTenantId: guid };

const cloudOf = (env: Record<string, string>): string => {
  const read = readConfig(env);
  return read.ok ? read.config.cloud : 'refused';
};
const linesOf = (env: Record<string, string>): string[] => {
  const read = readConfig(env);
  return read.ok ? [] : formatProblems(read.problems).split('\n');
};

describe('a start with nothing set', () => {
  it('is practice, also with what concerns the machine alone', () => {
    expect(cloudOf({})).toBe('sandbox');
    const machine = { PORT: '4000', DATA_DIR: './mine', LOG_LEVEL: 'debug', NODE_ENV: 'test', HOST: '127.0.0.1' };
    expect(cloudOf(machine)).toBe('sandbox');
    expect(cloudOf({ SANDBOX_PORT: '4001', HOSTNAME: 'box', MICROSOFT_EDGE: '1', Path: '/bin' })).toBe('sandbox');
  });
});

/** Values that only somebody who serves real tenants sets. */
const production: Record<string, string> = {
  MicrosoftAppPassword: 'hunter2',
  MicrosoftAppTenantId: guid,
  MicrosoftAppType: 'SingleTenant',
  BOT_OPENID_METADATA: 'https://keys.example.com/',
  BOT_TOKEN_ISSUER: 'https://issuer.example.com',
  GRAPH_CLIENT_ID: guid,
  GRAPH_CLIENT_SECRET: 'hunter2',
};
/** Values that have a meaning in both clouds, and none without one. */
const ofTenants: Record<string, string> = {
  COMMERCE: 'partner-center',
  PARTNER_TENANT_ID: guid,
  BILLING_ACCOUNT_ID: 'a:b',
  ALLOWED_TENANTS: guid,
  PUBLIC_URL: 'https://upgrades.example.com',
  MICROSOFT_CLOUD: 'us-gov',
  SECRET_KEY: 'k'.repeat(32),
};

describe('a start that lost MicrosoftAppId', () => {
  it.each(Object.keys(production))('is no practice while %s is there, whatever CLOUD says', (name) => {
    const left = { [name]: production[name] ?? '' };
    expect(cloudOf(left)).toBe('refused');
    expect(cloudOf({ ...left, MicrosoftAppId: '  ' })).toBe('refused');
    expect(cloudOf({ ...left, CLOUD: 'sandbox' })).toBe('refused');
  });

  it.each(Object.keys(ofTenants))('has to say which cloud %s is for', (name) => {
    const left = { [name]: ofTenants[name] ?? '' };
    expect(linesOf(left)).toEqual([
      `CLOUD is missing: ${name} is set, so say which cloud it is for. Example: CLOUD=sandbox`,
    ]);
    expect(cloudOf({ ...left, CLOUD: 'sandbox' })).toBe('sandbox');
    expect(cloudOf({ ...left, CLOUD: 'sandbox', NODE_ENV: 'Production' })).toBe('refused');
  });

  it('is told in one line what to do', () => {
    expect(linesOf({ MicrosoftAppPassword: 'hunter2', MicrosoftAppTenantId: guid })).toEqual([
      expect.stringMatching(/^MicrosoftAppId is missing: the application id.*Example: MicrosoftAppId=/),
    ]);
    expect(linesOf({ CLOUD: 'sandbox', MicrosoftAppPassword: 'hunter2' })).toEqual([
      expect.stringMatching(/^MicrosoftAppId is missing, and MicrosoftAppPassword set: .*Example: MicrosoftAppId=/),
    ]);
  });
});

describe('practice with authentication', () => {
  it('has an app id, and nothing by which real tenants are reached', () => {
    const asked = { ...bot, CLOUD: 'sandbox', BOT_TOKEN_ISSUER: 'http://127.0.0.1:5000', HOST: '0.0.0.0' };
    expect(cloudOf(asked)).toBe('sandbox');
    expect(cloudOf({ ...asked, GRAPH_CLIENT_SECRET: 'hunter2' })).toBe('refused');
    expect(cloudOf({ ...asked, GRAPH_CLIENT_ID: guid })).toBe('refused');
  });
});

describe('a misspelt name', () => {
  it.each([
    ['MicrosoftAppID', 'MicrosoftAppId'],
    ['MICROSOFT_APP_ID', 'MicrosoftAppId'],
    ['MicrosoftApp1d', 'MicrosoftAppId'],
    ['MicrosoftApplicationId', 'MicrosoftAppTenantId'],
    ['MicrosoftAppPasword', 'MicrosoftAppPassword'],
    ['MicrosoftTenantId', 'MicrosoftAppTenantId'],
    ['GRAPH_CLIENT_SECERT', 'GRAPH_CLIENT_SECRET'],
    ['GRAPH_CLIENT_CERT', 'GRAPH_CLIENT_SECRET'],
    ['ALLOWED_TENANT', 'ALLOWED_TENANTS'],
    ['AllowedTenants', 'ALLOWED_TENANTS'],
    ['PARTNER_TENANTID', 'PARTNER_TENANT_ID'],
    ['COMERCE', 'COMMERCE'],
    ['Cloud', 'CLOUD'],
    ['SECRETKEY', 'SECRET_KEY'],
  ])('%s is neither practice nor unseen for real', (name, meant) => {
    for (const env of [{}, { CLOUD: 'sandbox' }, bot]) {
      expect(linesOf({ ...env, [name]: 'x' })).toEqual([
        `${name} is no name that is known here: write ${meant}, or take it away`,
      ]);
    }
  });

  it('is not seen in what other programs are told', () => {
    const others = [
      'HOSTNAME',
      'LOGLEVEL',
      'DATADIR',
      'AZURE_CLIENT_ID',
      'AZURE_TENANT_ID',
      'SECRET',
      'CLOUDSDK_CONFIG',
    ];
    const more = [
      'npm_config_cache',
      'COMMIT',
      'WEBSITE_HOSTNAME',
      'APPSETTING_MicrosoftAppId',
      'GRAPHITE_HOST',
      'PWD',
    ];
    expect(cloudOf(Object.fromEntries([...others, ...more].map((name) => [name, 'x'])))).toBe('sandbox');
    expect(cloudOf(Object.fromEntries(Object.keys(process.env).map((name) => [name, ''])))).toBe('sandbox');
  });
});

describe('the key', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'key-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));
  const keyOf = (env: Record<string, string>) => {
    const read = readConfig({ CLOUD: 'sandbox', ...env });
    return read.ok ? read.config.secretKey : formatProblems(read.problems);
  };
  const key = 'q'.repeat(44);

  it('is told itself or in a file, without the line break at its end', async () => {
    const file = join(folder, 'key');
    await writeFile(file, `${key}\n`);
    expect(keyOf({ SECRET_KEY: key })).toBe(key);
    expect(keyOf({ SECRET_KEY_PATH: file })).toBe(key);
    expect(keyOf({})).toBeUndefined();
  });

  it('is refused when it is short, told twice, missing, the former one, or kept with what it opens', async () => {
    const [file, short] = [join(folder, 'key'), join(folder, 'short')];
    await writeFile(file, key);
    await writeFile(short, 'hunter2');
    expect(keyOf({ SECRET_KEY: 'hunter2' })).toMatch(/^SECRET_KEY is too short/);
    expect(keyOf({ SECRET_KEY_PATH: short })).toMatch(/^SECRET_KEY_PATH holds no key/);
    expect(keyOf({ SECRET_KEY_PATH: join(folder, 'none') })).toMatch(/^SECRET_KEY_PATH cannot be read \(ENOENT\)/);
    expect(keyOf({ SECRET_KEY_PATH: folder })).toMatch(/^SECRET_KEY_PATH cannot be read \(EISDIR\)/);
    expect(keyOf({ SECRET_KEY: key, SECRET_KEY_PATH: file })).toMatch(/^SECRET_KEY and SECRET_KEY_PATH are both set/);
    expect(keyOf({ SECRET_KEY: key, SECRET_KEY_FORMER: key })).toMatch(/^SECRET_KEY_FORMER is the same/);
    expect(keyOf({ SECRET_KEY_PATH: file, DATA_DIR: folder })).toMatch(/^SECRET_KEY_PATH is inside DATA_DIR/);
    for (const said of [keyOf({ SECRET_KEY: 'hunter2' }), keyOf({ SECRET_KEY_PATH: short })]) {
      expect(said).not.toContain('hunter2');
    }
  });
});
