import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { readConfig } from '../../src/config/config.js';
import { ownerOf } from '../../src/data-folder.js';
import { configSeen } from '../../src/doctor/check-config.js';

/** A cloud of Microsoft's that is not listed, found at the addresses of a file. */

const guid = '0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0';
const microsoft = {
  CLOUD: 'microsoft',
  MicrosoftAppId: guid,
  MicrosoftAppPassword: 'hunter2',
  MicrosoftAppTenantId: guid,
};
const bot = {
  audience: 'https://api.bots.example',
  tokenIssuer: 'https://api.bots.example',
  openIdMetadata: 'https://login.bots.example/v1/.well-known/openidconfiguration',
  tokenService: 'https://token.bots.example',
  serviceHosts: ['smba.teams.example', 'localhost:8443'],
};
const addresses = {
  authority: 'https://login.entra.example',
  graph: 'https://graph.entra.example:8443',
  partnerCenter: 'https://partner.example',
  management: 'https://management.example',
  bot,
};

describe('MICROSOFT_ADDRESSES', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'addresses-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  async function read(document: unknown, env: Record<string, string> = microsoft) {
    const file = join(folder, 'addresses.json');
    await writeFile(file, typeof document === 'string' ? document : JSON.stringify(document));
    return readConfig({ ...env, MICROSOFT_ADDRESSES: file });
  }
  async function problemsOf(document: unknown, env?: Record<string, string>): Promise<Record<string, string>> {
    const result = await read(document, env);
    const problems = result.ok ? [] : result.problems;
    return Object.fromEntries(problems.map(({ name, problem }) => [name, problem]));
  }

  it('is where Microsoft is looked for and Teams is trusted, and nowhere else', async () => {
    const result = await read(addresses);
    if (!result.ok) throw new Error(JSON.stringify(result.problems));
    expect(result.config).toMatchObject({
      microsoftCloud: 'own',
      addresses,
      tokenIssuer: bot.tokenIssuer,
      openIdMetadata: bot.openIdMetadata,
      serviceHosts: bot.serviceHosts,
    });
    expect(ownerOf(result.config).cloud).toBe('microsoft-login.entra.example');
    expect(configSeen(result.config)[0]?.seen).toBe('a cloud at https://login.entra.example, commerce admin-center');
  });

  it.each([
    ['{', 'is not a JSON file'],
    ['[]', 'is not the addresses of a cloud'],
    [{ ...addresses, graph: undefined }, 'graph: '],
    [{ ...addresses, bot: { ...bot, audience: undefined } }, 'bot.audience: '],
    [{ ...addresses, graf: 'https://graph.example' }, 'graf'],
    [{ ...addresses, authority: 'http://login.entra.example' }, 'authority: is not an https address'],
    [{ ...addresses, authority: 'login.entra.example' }, 'authority: is not an https address'],
    [{ ...addresses, graph: 'https://graph.entra.example/' }, 'graph: must be https:// with a host'],
    [{ ...addresses, graph: 'https://graph.entra.example/v1.0' }, 'graph: must be https:// with a host'],
    [{ ...addresses, graph: 'https://me:secret@graph.entra.example' }, 'graph: must be https:// with a host'],
    [{ ...addresses, management: 'https://Management.example' }, 'management: must be https:// with a host'],
    [{ ...addresses, bot: { ...bot, openIdMetadata: 'http://login.bots.example/keys' } }, 'bot.openIdMetadata: is not'],
    [{ ...addresses, bot: { ...bot, serviceHosts: [] } }, 'bot.serviceHosts: '],
    [{ ...addresses, bot: { ...bot, serviceHosts: ['https://smba.example'] } }, 'bot.serviceHosts[0]: is no host name'],
  ])('refuses %j, naming what is wrong in one line', async (document, said) => {
    const { MICROSOFT_ADDRESSES: problem = '' } = await problemsOf(document);
    expect(problem).toContain(said);
    expect(problem).toContain('It is like {"authority": "https://login.');
    expect(problem).not.toContain('\n');
  });

  it('is not beside MICROSOFT_CLOUD, nor beside practice, with or without CLOUD', async () => {
    expect(await problemsOf(addresses, { ...microsoft, MICROSOFT_CLOUD: 'us-gov' })).toEqual({
      MICROSOFT_ADDRESSES: expect.stringContaining('MICROSOFT_CLOUD are both set'),
    });
    expect(await problemsOf(addresses, { CLOUD: 'sandbox' })).toHaveProperty('MICROSOFT_ADDRESSES');
    expect(await problemsOf(addresses, {})).toHaveProperty('MicrosoftAppId');
  });
});
