import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { readConfig } from '../../src/config/config.js';
import { askEntra } from '../../src/doctor/ask-token.js';
import { checkMicrosoft } from '../../src/doctor/check-microsoft.js';
import type { Finding } from '../../src/doctor/finding.js';
import { certificatePem, keyPem, rsaPair } from '../support/certificate.js';
import {
  appId,
  customer,
  everything,
  type FakeMicrosoft,
  fakeMicrosoft,
  home,
  type Plan,
  secret,
} from './fake-microsoft.js';

const environment = { MicrosoftAppId: appId, MicrosoftAppPassword: secret, MicrosoftAppTenantId: home };

let microsoft: FakeMicrosoft | undefined;
let folder: string | undefined;
afterEach(async () => {
  if (folder) await rm(folder, { recursive: true, force: true });
  folder = undefined;
  await microsoft?.close();
  microsoft = undefined;
});

type Asked = { plan?: Plan; env?: Record<string, string>; tenant?: string; now?: Date };

async function findings({ plan, env = {}, tenant, now = new Date() }: Asked = {}): Promise<Map<string, Finding>> {
  await microsoft?.close();
  const server = await fakeMicrosoft(plan);
  microsoft = server;
  const read = readConfig({ ...environment, ...env });
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  const reach = {
    fetch: server.fetch,
    now: () => now,
    askerFor: (app: Parameters<typeof askEntra>[0]) => askEntra(app, server.fetch),
  };
  const found = await checkMicrosoft(read.config, tenant, reach);
  expect(JSON.stringify(found)).not.toContain(secret);
  return new Map(found.map((finding) => [finding.id, finding]));
}

const levels = (found: Map<string, Finding>) => Object.fromEntries([...found].map(([id, { level }]) => [id, level]));

function bad(found: Map<string, Finding>, id: string): { level: string; seen: string; fix: string } {
  const finding = found.get(id);
  if (!finding || finding.level === 'ok') throw new Error(`${id} is ${finding?.level ?? 'missing'}`);
  return finding;
}

describe('the doctor on the Microsoft cloud', () => {
  it('finds nothing wrong where everything is in order', async () => {
    const found = await findings();
    expect(levels(found)).toEqual({
      clock: 'ok',
      'credentials.bot': 'ok',
      'credentials.graph': 'ok',
      permissions: 'ok',
      graph: 'ok',
      'commerce.admin-center': 'ok',
    });
    expect(found.get('graph')?.seen).toContain('Contoso');
  });

  it('names a wrong secret, where it is set and where a right one is', async () => {
    const found = await findings({ env: { MicrosoftAppPassword: 'wrong' } });
    expect(levels(found)).toMatchObject({ 'credentials.bot': 'error', 'credentials.graph': 'error' });
    expect(bad(found, 'credentials.graph').seen).toContain('AADSTS7000215');
    expect(bad(found, 'credentials.graph').fix).toMatch(/MicrosoftAppPassword.*Certificates & secrets/);
    expect(found.has('permissions')).toBe(false);
  });

  it('tells the secret of the Graph app from that of the bot', async () => {
    const other = { GRAPH_CLIENT_ID: customer, GRAPH_CLIENT_SECRET: 'wrong' };
    const found = await findings({ env: other });
    expect(levels(found)).toMatchObject({ 'credentials.bot': 'ok', 'credentials.graph': 'error' });
    expect(bad(found, 'credentials.graph').fix).toContain('GRAPH_CLIENT_SECRET');
  });

  it.each([
    ['AADSTS7000222: The provided client secret keys are expired.', /expired/, /new one/],
    ['AADSTS90002: Tenant not found.', /does not exist/, /MicrosoftAppTenantId/],
    ['AADSTS50194: Application is not configured as a multi-tenant application.', /own tenant only/, /any directory/],
    ['AADSTS7000229: The client application is missing service principal.', /not in the tenant/, /adminconsent/],
    ['AADSTS99999: Something nobody has heard of.', /AADSTS99999: Something nobody has heard of/, /code=99999/],
    ['temporarily out of order', /temporarily out of order/, /\.env/],
  ])('says what mends "%s"', async (refusal, seen, fix) => {
    const finding = bad(await findings({ plan: { refusal } }), 'credentials.graph');
    expect(finding.seen).toMatch(seen);
    expect(finding.seen).not.toContain('Correlation');
    expect(finding.fix).toMatch(fix);
  });

  it('says that Entra cannot be reached', async () => {
    const found = await findings({ plan: { answers: { 'login.microsoftonline.com': { status: 502, body: 'no' } } } });
    expect(bad(found, 'credentials.graph').fix).toMatch(/reach https:\/\/login\.microsoftonline\.com/);
  });

  it('prints the link to consent when a customer has not consented yet', async () => {
    const found = await findings({ plan: { tenants: [home] }, tenant: customer });
    expect(levels(found)).toMatchObject({ 'credentials.bot': 'ok', 'credentials.graph': 'error' });
    const link = `https://login.microsoftonline.com/${customer}/adminconsent?client_id=${appId}`;
    expect(bad(found, 'credentials.graph').fix).toContain(link);
  });

  it('asks for the tenant it is told, with the bot still at home', async () => {
    await findings({ tenant: customer });
    const tokens = (microsoft?.asked ?? []).filter((place) => place.endsWith('/token'));
    expect(tokens.map((place) => place.split('/')[1])).toEqual([home, customer, home]);
  });

  it('warns when the clock of the machine is far off', async () => {
    const found = await findings({ now: new Date(Date.now() - 10 * 60_000) });
    expect(bad(found, 'clock')).toMatchObject({ level: 'warning', seen: expect.stringContaining('10 minutes behind') });
  });
});

describe('the permissions of the app', () => {
  const without = (...names: string[]) => everything.filter((name) => !names.includes(name));

  it.each(['Organization.Read.All', 'User.Read.All', 'RoleManagement.Read.Directory'])(
    'cannot lack %s',
    async (name) => {
      // Whoever may change people may read them.
      const granted = without(name, 'User.ReadWrite.All');
      const finding = bad(await findings({ plan: { granted } }), `permissions.${name}`);
      expect(finding.level).toBe('error');
      expect(finding.fix).toMatch(new RegExp(`${name}.*${home}/adminconsent\\?client_id=${appId}`));
    },
  );

  it.each(['ServiceHealth.Read.All', 'Reports.Read.All', 'LicenseAssignment.ReadWrite.All', 'User.ReadWrite.All'])(
    'may lack %s, with less done',
    async (name) => {
      expect(bad(await findings({ plan: { granted: without(name) } }), `permissions.${name}`).level).toBe('warning');
    },
  );

  it('are all missing where nobody has consented', async () => {
    const found = await findings({ plan: { granted: [] } });
    expect([...found.keys()].filter((id) => id.startsWith('permissions.'))).toHaveLength(everything.length);
  });

  it('count as granted when a wider one is', async () => {
    const granted = [
      'Directory.Read.All',
      'ServiceHealth.Read.All',
      'Reports.Read.All',
      'LicenseAssignment.ReadWrite.All',
      'User.ReadWrite.All',
    ];
    expect(levels(await findings({ plan: { granted } }))).toMatchObject({ permissions: 'ok' });
  });

  it('are not guessed from a token that cannot be read', async () => {
    const body = { access_token: 'opaque' };
    const plan = { answers: { [`login.microsoftonline.com/${home}/oauth2`]: { body } } };
    expect(bad(await findings({ plan }), 'permissions').level).toBe('warning');
  });
});

describe('Microsoft Graph', () => {
  it('is an error when it lets nobody in', async () => {
    const body = { error: { code: 'Authorization_RequestDenied', message: 'Insufficient privileges' } };
    const found = await findings({ plan: { answers: { 'graph.microsoft.com': { status: 403, body } } } });
    expect(bad(found, 'graph').fix).toContain('Organization.Read.All');
  });
});

describe('the commerce', () => {
  const partner = { COMMERCE: 'partner-center', PARTNER_TENANT_ID: home };
  const billing = { COMMERCE: 'billing-account', BILLING_ACCOUNT_ID: 'a:b_2019-05-31' };

  it('of a partner knows the customer', async () => {
    const found = await findings({ env: partner, tenant: customer });
    expect(levels(found)).toMatchObject({ 'credentials.partner-center': 'ok', 'commerce.partner-center': 'ok' });
    expect(microsoft?.asked).toContain(`api.partnercenter.microsoft.com/v1/customers/${customer}`);
  });

  it('of a partner is an error for a tenant that is no customer', async () => {
    const answers = { 'api.partnercenter.microsoft.com': { status: 404, body: { code: '600009', description: 'no' } } };
    const found = await findings({ env: partner, tenant: customer, plan: { answers } });
    expect(bad(found, 'commerce.partner-center').fix).toContain(customer);
  });

  it('of a partner is an error for an app that is not registered there', async () => {
    const answers = { 'api.partnercenter.microsoft.com': { status: 403, body: {} } };
    const found = await findings({ env: partner, plan: { answers } });
    expect(bad(found, 'commerce.partner-center').fix).toContain('App management');
  });

  it('of a billing account can be read', async () => {
    const found = await findings({ env: billing });
    expect(levels(found)).toMatchObject({ 'credentials.billing-account': 'ok', 'commerce.billing-account': 'ok' });
  });

  it('of a billing account is an error for an app without a role on it', async () => {
    const body = { error: { code: 'AuthorizationFailed', message: 'no' } };
    const found = await findings({
      env: billing,
      plan: { answers: { 'management.azure.com': { status: 403, body } } },
    });
    expect(bad(found, 'commerce.billing-account').fix).toContain('Access control');
    expect(found.has('commerce.billing-roles')).toBe(false);
  });
});

describe('what a billing account takes to buy', () => {
  const account = 'management.azure.com/providers/Microsoft.Billing/billingAccounts/a%3Ab_2019-05-31';
  const owner = '50000000-aaaa-bbbb-cccc-100000000000';
  const assigned = { properties: { principalId: 'x', principalType: 'User', roleDefinitionId: `x/${owner}` } };
  const bought = (skuDescription: string, productTypeId: string) => ({
    name: productTypeId,
    properties: { skuDescription, productTypeId, skuId: '0001' },
  });
  const list = (...value: unknown[]) => ({ body: { value } });

  async function seen(more: NonNullable<Plan['answers']>, products?: object) {
    folder ??= await mkdtemp(join(tmpdir(), 'doctor-'));
    const PRODUCTS = join(folder, 'products.json');
    await writeFile(PRODUCTS, JSON.stringify(products ?? {}));
    const env = { COMMERCE: 'billing-account', BILLING_ACCOUNT_ID: 'a:b_2019-05-31', PRODUCTS };
    const answers = {
      ...more,
      [`${account}/billingRoleAssignments`]: more.roles ?? list(assigned),
      [`${account}/billingSubscriptions`]: more.subscriptions ?? list(),
      [account]: list(),
    };
    return findings({ env, plan: { answers } });
  }

  it('is a role that somebody holds', async () => {
    expect((await seen({})).get('commerce.billing-roles')?.level).toBe('ok');
    const found = await seen({ roles: list() });
    expect(bad(found, 'commerce.billing-roles')).toMatchObject({
      level: 'error',
      fix: expect.stringMatching(/Assign roles/),
    });
  });

  it('is an account that an app may use: where it takes a signed-in person, that is told as such', async () => {
    const body = { error: { code: 'Forbidden', message: 'User context is required.' } };
    const found = await seen({ roles: { status: 403, body }, subscriptions: { status: 403, body } });
    for (const id of ['commerce.billing-roles', 'commerce.products']) {
      expect(bad(found, id)).toMatchObject({ level: 'warning', seen: expect.stringMatching(/signed-in people only/) });
      expect(bad(found, id).fix).toContain('Nothing the admins of the tenant can mend');
    }
  });

  it('is the id of each plan, from the file or from earlier purchases', async () => {
    const found = await seen(
      { subscriptions: list(bought('Microsoft 365 E5', 'P5')) },
      {
        SPE_E3: { productTypeId: 'P3', skuId: '0001' },
      },
    );
    const { level, seen: said, fix } = bad(found, 'commerce.products');
    expect([level, fix]).toEqual(['warning', expect.stringMatching(/PRODUCTS/)]);
    expect(said).toContain('Office 365 E3');
    expect(said).not.toMatch(/Microsoft 365 E3|Microsoft 365 E5[,:]/);
  });

  it('is the id that the account bought under before', async () => {
    const found = await seen(
      { subscriptions: list(bought('Microsoft 365 E5', 'P5')) },
      {
        SPE_E5: { productTypeId: 'OTHER', skuId: '0001' },
      },
    );
    expect(bad(found, 'commerce.products').seen).toContain('SPE_E5 is OTHER:0001, bought as P5:0001');
  });
});

describe('what a partner sells', () => {
  const env = { COMMERCE: 'partner-center', PARTNER_TENANT_ID: home };
  const shop = `api.partnercenter.microsoft.com/v1/customers/${customer}/products`;
  const product = { id: 'P5', title: 'Microsoft 365 E5', productType: { id: 'OnlineServicesNCE' } };
  const items = (...all: unknown[]) => ({ body: { items: all } });
  const available = {
    catalogItemId: 'P5:0001:A',
    segment: 'commercial',
    isPurchasable: true,
    terms: [{ duration: 'P1Y', billingCycle: 'Monthly' }],
  };

  it('is told, with what is not sold and what has to be attested', async () => {
    const answers = {
      [`${shop}/P5/skus/0001/availabilities`]: items(available),
      [`${shop}/P5/skus`]: items({
        id: '0001',
        title: 'x',
        attestationProperties: { enforceAttestation: true },
        dynamicAttributes: { provisioningId: '06ebc4ee-1bb5-47dd-8120-11324bc54e06' },
      }),
      [shop]: items(product),
    };
    const found = await findings({ env, tenant: customer, plan: { answers } });
    const { level, seen } = bad(found, 'commerce.catalogue');
    expect(level).toBe('warning');
    expect(seen).toContain('Office 365 E3');
    expect(seen).not.toMatch(/Microsoft 365 E5[,:]/);
    expect(found.get('commerce.attestation')?.seen).toContain(
      'Microsoft 365 E5 is sold to a partner of record who attests',
    );
  });
});

describe('the app that other tenants are to consent to', () => {
  const registration = (body: object, status = 200) => ({
    answers: { 'graph.microsoft.com/v1.0/applications': { status, body } },
  });
  const others = { ALLOWED_TENANTS: `${home},${customer}` };

  it('is for every tenant, behind a bot of one, and leads back somewhere', async () => {
    const body = { signInAudience: 'AzureADMultipleOrgs', web: { redirectUris: ['https://entra.microsoft.com/'] } };
    const found = await findings({ env: others, plan: registration(body) });
    expect(levels(found)).toMatchObject({ 'app.audience': 'ok', 'app.consent-redirect': 'ok' });
  });

  it('is an error where it is for its own tenant, or leads nowhere', async () => {
    const body = { signInAudience: 'AzureADMyOrg', web: { redirectUris: [] } };
    const found = await findings({ env: others, plan: registration(body) });
    expect(bad(found, 'app.audience').fix).toMatch(
      /any organizational directory\. The bot itself may stay single-tenant/,
    );
    expect(bad(found, 'app.consent-redirect').seen).toContain('AADSTS500113');
  });

  it('is left to whoever reads this where it may not be seen', async () => {
    const body = { error: { code: 'Authorization_RequestDenied', message: 'no' } };
    const found = await findings({ env: others, plan: registration(body, 403) });
    expect(bad(found, 'app.registration')).toMatchObject({
      level: 'warning',
      fix: expect.stringContaining('redirect URI'),
    });
  });

  it('is not looked at where only its own tenant is served', async () => {
    await findings({ env: { ALLOWED_TENANTS: home } });
    expect(microsoft?.asked.some((place) => place.includes('/applications'))).toBe(false);
  });
});

const somebody = {
  properties: { principalId: 'x', principalType: 'User', roleDefinitionId: 'x/50000000-aaaa-bbbb-cccc-100000000000' },
};

describe('a national cloud', () => {
  it('is asked at its own addresses, and nowhere else', async () => {
    const env = { MICROSOFT_CLOUD: 'us-dod', COMMERCE: 'billing-account', BILLING_ACCOUNT_ID: 'a' };
    const answers = { 'management.usgovcloudapi.net': { body: { value: [{ name: 'P1', ...somebody }] } } };
    expect(Object.values(levels(await findings({ env, plan: { answers } })))).not.toContain('error');
    const hosts = new Set(microsoft?.asked.map((place) => place.split('/')[0]));
    expect([...hosts].sort()).toEqual([
      'dod-graph.microsoft.us',
      'login.microsoftonline.us',
      'management.usgovcloudapi.net',
    ]);
  });

  it('has its own page for consent', async () => {
    const found = await findings({ env: { MICROSOFT_CLOUD: 'china' }, plan: { tenants: [] } });
    expect(bad(found, 'credentials.graph').fix).toContain(`https://login.chinacloudapi.cn/${home}/adminconsent`);
  });
});

describe('a credential other than a secret', () => {
  const noSecret = { MicrosoftAppPassword: '', MicrosoftAppType: 'UserAssignedMSI' };

  /** Where nothing gives tokens; resolves with the findings and the tenants that were asked. */
  async function without(text: string, env: Record<string, string>, tenant?: string) {
    const read = readConfig({ ...environment, ...env });
    if (!read.ok) throw new Error(JSON.stringify(read.problems));
    const asked: string[] = [];
    const askerFor = () => async (one: string) => {
      asked.push(one);
      return { is: 'unreachable' as const, text };
    };
    const server = await fakeMicrosoft();
    microsoft = server;
    const found = await checkMicrosoft(read.config, tenant, { fetch: server.fetch, now: () => new Date(), askerFor });
    return { asked, found: new Map(found.map((finding) => [finding.id, finding])) };
  }

  it('is not asked for tokens of another tenant when it is a managed identity', async () => {
    const { asked, found } = await without('', noSecret, customer);
    expect(bad(found, 'credentials.graph').fix).toContain('GRAPH_CLIENT_ID');
    expect(asked).toEqual([home]);
  });

  it('is missing outside of Azure when it is a managed identity', async () => {
    const { found } = await without('network_error', noSecret);
    expect(bad(found, 'credentials.bot').fix).toContain('Azure');
    expect(bad(found, 'credentials.graph').fix).toContain('Azure');
  });

  it('is told by its name when it is a certificate that the library for tokens cannot read', async () => {
    const pair = rsaPair();
    const term = { from: new Date(Date.now() - 60_000), to: new Date(Date.now() + 3_600_000) };
    folder = await mkdtemp(join(tmpdir(), 'doctor-'));
    const env = { GRAPH_CLIENT_CERTIFICATE_PATH: join(folder, 'graph.pem') };
    await writeFile(env.GRAPH_CLIENT_CERTIFICATE_PATH, certificatePem(pair, term) + keyPem(pair));
    const { found } = await without('The file does not contain a PEM-encoded certificate.', env);
    expect(bad(found, 'credentials.graph').fix).toContain('GRAPH_CLIENT_CERTIFICATE_PATH');
    expect(bad(found, 'credentials.bot').fix).toContain('login.microsoftonline.com');
  });
});
