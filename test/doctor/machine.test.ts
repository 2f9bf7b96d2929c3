import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { checkDataFolder } from '../../src/doctor/check-data-folder.js';
import { checkEnvFile } from '../../src/doctor/check-env-file.js';
import { checkNode } from '../../src/doctor/check-node.js';
import { checkPort } from '../../src/doctor/check-port.js';
import { checkSandbox } from '../../src/doctor/check-sandbox.js';
import { botRuns } from '../../src/doctor/running-bot.js';
import { startSandbox } from '../../src/sandbox/server.js';
import { keyringOf } from '../../src/storage/keyring.js';
import { openLowdb } from '../../src/storage/lowdb/open.js';

const host = '127.0.0.1';
const claim = { owner: { cloud: 'sandbox', mayAdopt: true }, keyring: keyringOf({}) };

async function listening(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  return (server.address() as AddressInfo).port;
}

describe('the version of Node', () => {
  it.each([
    ['18.20.4', 'error'],
    ['20.0.0', 'ok'],
    ['22.11.0', 'ok'],
    ['23.1.0', 'warning'],
    ['24.3.1', 'ok'],
  ])('%s is %s', (version, level) => {
    expect(checkNode(version).level).toBe(level);
  });
});

describe('the file that is added to the environment', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'doctor-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('is warned of where others may read a secret in it, by the names alone', async () => {
    const file = join(folder, '.env');
    expect(await checkEnvFile(file)).toEqual([]);
    await writeFile(file, 'PORT=3978\nSECRET_KEY=\n', { mode: 0o644 });
    expect(await checkEnvFile(file)).toMatchObject([{ level: 'ok' }]);
    await writeFile(file, 'MicrosoftAppPassword=hush\nSECRET_KEY=hush too\n');
    const [finding] = await checkEnvFile(file);
    expect(finding).toMatchObject({
      level: 'warning',
      seen: expect.stringMatching(/MicrosoftAppPassword, SECRET_KEY/),
    });
    expect(JSON.stringify(finding)).not.toContain('hush');
    await chmod(file, 0o600);
    expect(await checkEnvFile(file)).toMatchObject([{ level: 'ok' }]);
  });
});

describe('the data folder', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'doctor-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('is fine when it can be written to, again and again', async () => {
    expect(await checkDataFolder(folder, claim, false)).toMatchObject({ level: 'ok' });
    expect(await checkDataFolder(folder, claim, false)).toMatchObject({ level: 'ok' });
    const documents = await openLowdb({ dataDir: folder });
    await documents.close();
  });

  it('need not be there yet', async () => {
    const finding = await checkDataFolder(join(folder, 'a', 'b'), claim, false);
    expect(finding).toMatchObject({ level: 'ok', seen: expect.stringContaining('first start') });
  });

  it('is an error below a file', async () => {
    await writeFile(join(folder, 'file'), '');
    expect(await checkDataFolder(join(folder, 'file', 'data'), claim, false)).toMatchObject({ level: 'error' });
    expect(await checkDataFolder(join(folder, 'file'), claim, false)).toMatchObject({ level: 'error' });
  });

  (process.getuid?.() === 0 ? it.skip : it)('is an error when it cannot be written to', async () => {
    await chmod(folder, 0o500);
    expect(await checkDataFolder(folder, claim, false)).toMatchObject({ level: 'error' });
  });

  it('is an error while it belongs to another cloud, or needs a key that is not there', async () => {
    const owner = { cloud: 'microsoft', mayAdopt: true };
    const keyring = keyringOf({ secretKey: 'a key of the operator, by chance and long' });
    await (await openLowdb({ dataDir: folder, owner, keyring })).close();
    expect(await checkDataFolder(folder, { owner, keyring }, false)).toMatchObject({ level: 'ok' });
    expect(await checkDataFolder(folder, { ...claim, keyring }, false)).toMatchObject({
      level: 'error',
      seen: `DATA_DIR ${folder} belongs to the microsoft cloud, and this start is for the sandbox one`,
      fix: 'Set what was set before, or give this one a folder of its own. Example: DATA_DIR=./data-sandbox',
    });
    expect(await checkDataFolder(folder, { ...claim, owner }, false)).toMatchObject({
      level: 'error',
      seen: expect.stringContaining('SECRET_KEY is missing'),
      fix: expect.stringContaining('npm run rotate'),
    });
  });

  it('is an error while another process keeps its documents there, unless that is the bot', async () => {
    const documents = await openLowdb({ dataDir: folder });
    const finding = await checkDataFolder(folder, claim, false);
    expect(finding).toMatchObject({ level: 'error', seen: expect.stringContaining(String(process.pid)) });
    expect(await checkDataFolder(folder, claim, true)).toMatchObject({ level: 'ok' });
    await documents.close();
  });
});

describe('a port', () => {
  it('is an error while another program has it, and fine afterwards', async () => {
    const server = createServer();
    const port = await listening(server);
    const wanted = { id: 'port', host, port, name: 'PORT' } as const;
    expect(await checkPort(wanted, false)).toMatchObject({ level: 'error', fix: expect.stringContaining('PORT') });
    expect(await checkPort(wanted, true)).toMatchObject({ level: 'ok' });
    await new Promise((resolve) => server.close(resolve));
    expect(await checkPort(wanted, false)).toMatchObject({ level: 'ok', seen: expect.stringContaining('free') });
  });

  it('is an error at an address that is not of this machine', async () => {
    const finding = await checkPort({ id: 'port', host: '192.0.2.1', port: 3978, name: 'PORT' }, false);
    expect(finding).toMatchObject({ level: 'error', fix: expect.stringContaining('HOST') });
  });
});

describe('a bot that runs already', () => {
  it('is told from other programs by how it answers', async () => {
    let name = 'upgrade-assistant';
    const server = createServer((_request, response) => {
      response.writeHead(200, { server: name });
      response.end('{}');
    });
    const port = await listening(server);
    expect(await botRuns({ host, port }, fetch)).toBe(true);
    name = 'nginx';
    expect(await botRuns({ host, port }, fetch)).toBe(false);
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    expect(await botRuns({ host, port }, fetch)).toBe(false);
  });
});

describe('a sandbox cloud elsewhere', () => {
  it('is fine while it answers, and an error when it does not', async () => {
    const sandbox = await startSandbox({ port: 0 });
    expect(await checkSandbox(sandbox.url, fetch)).toMatchObject({ level: 'ok' });
    await sandbox.close();
    const finding = await checkSandbox(sandbox.url, fetch);
    expect(finding).toMatchObject({ level: 'error', fix: expect.stringContaining('SANDBOX_URL') });
  });

  it('is an error when something else answers', async () => {
    const server = createServer((_request, response) => response.end('hello'));
    const url = `http://${host}:${await listening(server)}`;
    expect(await checkSandbox(url, fetch)).toMatchObject({ level: 'error' });
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
});
