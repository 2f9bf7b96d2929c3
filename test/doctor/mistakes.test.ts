import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { askEntra } from '../../src/doctor/ask-token.js';
import { diagnose } from '../../src/doctor/diagnose.js';
import type { Finding } from '../../src/doctor/finding.js';
import { openLowdb } from '../../src/storage/lowdb/open.js';
import { certificatePem, keyPem, rsaPair } from '../support/certificate.js';
import { appId, customer, everything, fakeMicrosoft, home, type Plan, secret } from './fake-microsoft.js';

/** An installation in which everything is in order, and the mistakes people make in it: each is found, with its fix. */

let root = '';
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'installation-'));
  for (const name of ['cards', 'manifest', 'src/locales', 'package.json']) {
    await cp(name, join(root, name), { recursive: true });
  }
});
afterAll(() => rm(root, { recursive: true, force: true }));

const publicUrl = 'https://upgrades.contoso.com';
const registered = { signInAudience: 'AzureADMultipleOrgs', web: { redirectUris: [`${publicUrl}/consented`] } };
const registration = `graph.microsoft.com/v1.0/applications(appId='${appId}')`;
const ready: Plan = { answers: { [registration]: { body: registered } } };

type Mistake = { env?: Record<string, string>; plan?: Plan; nodeVersion?: string; now?: Date };

async function found({ env = {}, plan = {}, nodeVersion = '22.11.0', now = new Date() }: Mistake): Promise<Finding[]> {
  const microsoft = await fakeMicrosoft({ ...ready, ...plan });
  const installation = {
    CLOUD: 'microsoft',
    HOST: '127.0.0.1',
    PORT: '0',
    ADMIN_PORT: '0',
    DATA_DIR: join(root, 'data'),
    PUBLIC_URL: publicUrl,
    SECRET_KEY: 'a key of at least thirty-two characters',
    MicrosoftAppId: appId,
    MicrosoftAppPassword: secret,
    MicrosoftAppTenantId: home,
    ALLOWED_TENANTS: `${home},${customer}`,
  };
  try {
    return await diagnose(
      { env: { ...installation, ...env }, nodeVersion, root },
      { fetch: microsoft.fetch, now: () => now, askerFor: (app) => askEntra(app, microsoft.fetch) },
    );
  } finally {
    await microsoft.close();
  }
}

/** Changes a file of the installation until the work is done. */
async function changed<T>(file: string, how: (text: string) => string, work: () => Promise<T>): Promise<T> {
  const path = join(root, file);
  const before = await readFile(path, 'utf8');
  await writeFile(path, how(before));
  return work().finally(() => writeFile(path, before));
}

const hourMs = 3_600_000;

const mistakes: [what: string, id: string, fix: RegExp, make: () => Promise<Finding[]>][] = [
  [
    'an app id that is no GUID',
    'config.MicrosoftAppId',
    /MicrosoftAppId/,
    () => found({ env: { MicrosoftAppId: 'my-bot' } }),
  ],
  [
    'a wrong secret',
    'credentials.graph',
    /MicrosoftAppPassword/,
    () => found({ env: { MicrosoftAppPassword: 'wrong' } }),
  ],
  [
    'a tenant the app is not in',
    'credentials.graph',
    /consent|MicrosoftAppTenantId/,
    () => found({ plan: { tenants: [customer] } }),
  ],
  [
    'a permission that nobody granted',
    'permissions.RoleManagement.Read.Directory',
    /adminconsent\?client_id=.*consented/,
    () => found({ plan: { granted: everything.filter((name) => !name.startsWith('RoleManagement')) } }),
  ],
  [
    'the permission to change licences left out',
    'permissions.LicenseAssignment.ReadWrite.All',
    /adminconsent/,
    () => found({ plan: { granted: everything.filter((name) => !name.endsWith('ReadWrite.All')) } }),
  ],
  [
    'a single-tenant app for several tenants',
    'app.audience',
    /any organizational directory/,
    () => found({ plan: { answers: { [registration]: { body: { ...registered, signInAudience: 'AzureADMyOrg' } } } } }),
  ],
  [
    'the landing page for consent not registered',
    'app.consent-redirect',
    /redirect URI https:\/\/upgrades\.contoso\.com\/consented/,
    () =>
      found({
        plan: {
          answers: { [registration]: { body: { ...registered, web: { redirectUris: ['https://other.example'] } } } },
        },
      }),
  ],
  [
    'a certificate that has run out',
    'config.GRAPH_CLIENT_CERTIFICATE_PATH',
    /GRAPH_CLIENT_CERTIFICATE_PATH/,
    async () => {
      const pair = rsaPair();
      const term = { from: new Date(Date.now() - 48 * hourMs), to: new Date(Date.now() - 24 * hourMs) };
      const file = join(root, 'graph.pem');
      await writeFile(file, certificatePem(pair, term) + keyPem(pair));
      return found({ env: { GRAPH_CLIENT_CERTIFICATE_PATH: file } });
    },
  ],
  [
    'a public address without TLS',
    'config.PUBLIC_URL',
    /https/,
    () => found({ env: { PUBLIC_URL: 'http://bot.contoso.com' } }),
  ],
  [
    'no public address for what the package links to',
    'manifest',
    /before you build/,
    () => found({ env: { PUBLIC_URL: '' } }),
  ],
  [
    'a placeholder of the manifest that nobody fills',
    'manifest',
    /before you build/,
    () =>
      changed(
        'manifest/manifest.json',
        (text) => text.replace('Upgrade Assistant for', '${' + '{COMPANY}} for'),
        () => found({}),
      ),
  ],
  [
    'a partner without its tenant',
    'config.PARTNER_TENANT_ID',
    /PARTNER_TENANT_ID/,
    () => found({ env: { COMMERCE: 'partner-center' } }),
  ],
  [
    'a name that is misspelt',
    'config.MicrosoftAppPasword',
    /the name that was meant/,
    () => found({ env: { MicrosoftAppPasword: 'x' } }),
  ],
  ['a key that is too short', 'config.SECRET_KEY', /openssl rand/, () => found({ env: { SECRET_KEY: 'short' } })],
  ['an old Node', 'node', /Node 20, 22, 24/, () => found({ nodeVersion: '18.20.4' })],
  ['a clock that is wrong', 'clock', /NTP/, () => found({ now: new Date(Date.now() + hourMs) })],
  [
    'a port that is taken',
    'port',
    /PORT/,
    async () => {
      const server = createServer();
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      const env = { PORT: String((server.address() as AddressInfo).port) };
      return found({ env }).finally(() => server.close());
    },
  ],
  [
    'the data folder of another cloud',
    'data-folder',
    /DATA_DIR|folder/i,
    async () => {
      const dataDir = join(root, 'practice');
      await (await openLowdb({ dataDir, owner: { cloud: 'sandbox', mayAdopt: true } })).close();
      return found({ env: { DATA_DIR: dataDir } });
    },
  ],
  [
    'a text that one language lacks',
    'locales.de',
    /src\/locales\/de\.json/,
    () =>
      changed(
        'src/locales/de.json',
        (text) => text.replace('"checkNow"', '"checkThen"'),
        () => found({}),
      ),
  ],
  [
    'a card that is broken',
    'cards.cart',
    /cart\.json/,
    () =>
      changed(
        'cards/cart.json',
        (text) => text.slice(0, -4),
        () => found({}),
      ),
  ],
];

describe('an installation on Microsoft’s cloud', () => {
  it('is green where everything is in order', async () => {
    const findings = await found({});
    expect(findings.filter(({ level }) => level !== 'ok')).toEqual([]);
  });

  it.each(mistakes)('is told of %s, and what mends it', async (_what, id, fix, make) => {
    const findings = await make();
    const told = findings.filter((one) => one.id === id && one.level !== 'ok');
    if (told.length === 0)
      throw new Error(`no ${id} among ${JSON.stringify(findings.filter((one) => one.level !== 'ok'))}`);
    expect(told.map((one) => ('fix' in one ? one.fix : '')).join('\n')).toMatch(fix);
  });
});
