import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { en } from '../../src/sandbox/admin-center/words-en.js';
import { startSandbox } from '../../src/sandbox/server.js';
import { visitor } from '../sandbox/pages.js';
import { type BotProcess, startBotProcess } from '../support/bot-process.js';
import { people } from '../support/people.js';
import { type SandboxControl, sandboxControl } from '../support/sandbox-control.js';
import { startTeamsClient, type TeamsClient, type TeamsPerson } from '../support/teams-client.js';
import { type Found, startStandIn } from './stand-in.js';

/**
 * What runs in production, as it is installed there: no development packages, no sandbox, `CLOUD=microsoft`, and every
 * service of Microsoft over TLS, at the addresses that are configured or under its own name.
 */

const run = promisify(execFile);
const takenAlong = ['package.json', 'package-lock.json', 'dist', 'cards', 'manifest', 'scripts', 'src', 'docs'];
const appId = randomUUID();
const own = randomUUID();
const partner = randomUUID();
const publicUrl = 'https://upgrades.contoso.test';

describe('a production installation on Microsoft’s cloud', () => {
  let folder: string;
  let sandbox: Awaited<ReturnType<typeof startSandbox>>;
  let control: SandboxControl;
  let standIn: Awaited<ReturnType<typeof startStandIn>>;
  const teams = new Map<Found, TeamsClient>();
  let bot: BotProcess | undefined;
  let tenant: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'production-'));
    for (const name of takenAlong) await cp(name, join(folder, name), { recursive: true });
    // What is not there cannot have been loaded.
    const bundled = (await readdir(join(folder, 'dist/bundle'))).filter((name) => name.startsWith('sandbox-cloud'));
    expect(bundled).not.toEqual([]);
    const ofSandbox = bundled.map((name) => `dist/bundle/${name}`);
    for (const name of ['dist/sandbox', 'dist/sandbox-cloud.js', 'src/sandbox', ...ofSandbox]) {
      await rm(join(folder, name), { recursive: true });
    }
    for (const name of (await readdir(join(folder, 'dist/bundle'))).filter((one) => one.endsWith('.js')))
      expect(await readFile(join(folder, 'dist/bundle', name), 'utf8')).not.toMatch(/^\/\/ dist\/sandbox/m);
    await run('npm', ['ci', '--omit=dev', '--omit=optional', '--ignore-scripts', '--no-audit', '--no-fund'], {
      cwd: folder,
    });
    sandbox = await startSandbox({ port: 0 });
    control = sandboxControl(sandbox.url);
    const connectors = new Map<Found, string>();
    standIn = await startStandIn(
      { sandbox: sandbox.url, connector: (how) => connectors.get(how) ?? '' },
      { redirectUris: [`${publicUrl}/consented`] },
    );
    for (const how of ['port', 'name'] as const) {
      const client = await startTeamsClient({
        bot: () => bot?.url ?? '',
        token: () => standIn.token(appId, how),
        through: async (url) => {
          connectors.set(how, url);
          return standIn.serviceUrl(how);
        },
      });
      teams.set(how, client);
    }
    await writeFile(join(folder, 'authority.pem'), standIn.certificate);
    await writeFile(join(folder, 'addresses.json'), JSON.stringify(standIn.addresses));
  });
  afterEach(async () => {
    await bot?.terminate();
    bot = undefined;
    standIn.asked.clear();
  });
  afterAll(async () => {
    for (const client of teams.values()) await client.close();
    await standIn?.close();
    await sandbox?.close();
    await rm(folder, { recursive: true, force: true });
  });

  async function serve(scenario: string, env: Record<string, string>, how: Found = 'port'): Promise<TeamsPerson> {
    tenant = randomUUID();
    await control.put(tenant, scenario);
    const told = { ...environment(how), ...found[how](), ...env };
    bot = await startBotProcess(told, [process.execPath, join(folder, 'dist/bundle/main.js')]);
    const person = teams.get(how)?.person({ ...people.alex, tenantId: tenant });
    if (!person) throw new Error(`nobody talks to a bot that finds Microsoft by its ${how}`);
    return person;
  }

  const found: Record<Found, () => Record<string, string>> = {
    port: () => ({ MICROSOFT_ADDRESSES: join(folder, 'addresses.json') }),
    name: () => ({
      NODE_OPTIONS: `--import ${resolve('test/production/redirect-hosts.mjs')}`,
      STAND_IN_PORT: String(standIn.port),
    }),
  };
  const environment = (how: Found) => ({
    CLOUD: 'microsoft',
    NODE_ENV: 'production',
    HOST: '127.0.0.1',
    PORT: '0',
    ADMIN_PORT: '0',
    DATA_DIR: join(folder, `data-${how}`),
    MicrosoftAppId: appId,
    MicrosoftAppPassword: 'the-secret-of-the-app',
    MicrosoftAppTenantId: own,
    NODE_EXTRA_CA_CERTS: join(folder, 'authority.pem'),
  });

  /** The bot's clock is the real one; Microsoft's is moved, so that nothing takes its time there. */
  async function until(person: TeamsPerson, id: string): Promise<void> {
    for (let n = 0; n < 60; n += 1) {
      const found = await person.waitFor((card) => card.id === id, 1_000).catch(() => undefined);
      if (found) return;
      await control.advance('PT10M');
    }
    throw new Error(`no ${id}; the last card:\n${person.card.text}`);
  }

  async function upgradesByItself(how: Found): Promise<void> {
    const alex = await serve('contoso', { COMMERCE: 'partner-center', PARTNER_TENANT_ID: partner }, how);
    await alex.say('upgrade');
    expect(alex.card.id).toBe('upgrade-available');
    await alex.click('choosePlan', { plan: 'SPE_E5' });
    await alex.click('acknowledge');
    await alex.click('goToCheckout');
    await alex.click('placeOrder');
    await until(alex, 'completed');
    expect((await control.ledger(tenant)).users).toMatchObject({ holding: { SPE_E5: 25 }, unlicensedMoments: 0 });
  }
  const asked = () => [...new Set(standIn.asked.values())].sort();
  const throughAPartner = ['authority', 'graph', 'keys', 'partnerCenter', 'teams'];

  it('carries out an automatic upgrade', async () => {
    await upgradesByItself('port');
    expect(asked()).toEqual(throughAPartner);
    const status = await readFile(`/proc/${bot?.pid}/status`, 'utf8').catch(() => '');
    const { stdout } = await run('du', ['-sm', join(folder, 'node_modules'), join(folder, 'dist')]);
    console.info(
      `memory ${/VmRSS:\s+(.*)/.exec(status)?.[1]}; size in MB ${stdout.replaceAll(folder, '').replaceAll('\n', ' ')}`,
    );
  });

  it('carries out a manual upgrade', async () => {
    const alex = await serve('northwind', { COMMERCE: 'partner-center', PARTNER_TENANT_ID: partner });
    const words = [
      'upgrade',
      'manually',
      'Microsoft 365 E3',
      'understood',
      'buy new',
      'checkout',
      'place order',
      'yes',
    ];
    for (const said of words) await alex.say(said);
    await until(alex, 'manual-reassign');
    await alex.say('reassign');
    await until(alex, 'manual-cancel');
    await alex.say('cancel E4');
    await alex.say('yes');
    await until(alex, 'completed');
    expect((await control.ledger(tenant)).users).toMatchObject({ holding: { SPE_E3: 40 }, unlicensedMoments: 0 });
  });

  it('guides through the admin center', async () => {
    const alex = await serve('litware', {});
    await alex.say('upgrade');
    expect(alex.card.id).toBe('what-does-the-tab-show');
    await alex.say('the tab shows plans');
    await alex.say('choose 2');
    await alex.say('understood');
    await until(alex, 'admin-task');
    for (const _ of ['the tab', 'the cart', 'the checkout']) await alex.click('taskDone');
    const admin = visitor({ url: sandbox.url });
    const e4 = await admin.follow(await admin.open('/', tenant), 'Office 365 E4');
    const cart = await admin.press(await admin.follow(e4, en.upgradeTab), en.upgradeTo('Microsoft 365 E5'));
    await admin.press(await admin.press(cart, en.goToCheckout), en.placeOrder);
    await alex.click('taskDone');
    await until(alex, 'completed');
    expect((await control.ledger(tenant)).users).toMatchObject({ holding: { SPE_E5: 25 } });
  });

  it('is in order, as doctor sees it', async () => {
    await serve('contoso', { COMMERCE: 'partner-center', PARTNER_TENANT_ID: partner });
    const env = {
      ...environment('port'),
      ...found.port(),
      COMMERCE: 'partner-center',
      PARTNER_TENANT_ID: partner,
      ALLOWED_TENANTS: tenant,
      PORT: new URL(bot?.url ?? '').port,
      PUBLIC_URL: publicUrl,
    };
    const { stdout } = await run(process.execPath, ['dist/doctor/main.js'], { cwd: folder, env }).catch((e) => e);
    expect(stdout).toMatch(/: \d+ ok, 0 warnings, 0 errors\n$/);
  });

  it('finds Microsoft at its own addresses where none are configured', async () => {
    await upgradesByItself('name');
    expect([...standIn.asked.keys()].sort()).toEqual([
      'api.partnercenter.microsoft.com',
      'graph.microsoft.com',
      'login.botframework.com',
      'login.microsoftonline.com',
      'smba.trafficmanager.net',
    ]);
  });
});
