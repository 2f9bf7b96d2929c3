import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

/** The real process, started where production documents lie, with less and less of its configuration. */

const main = fileURLToPath(new URL('../../dist/bundle/main.js', import.meta.url));
const id = '0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0';
const key = 'a key of the operator, by chance and long';
const bot = { MicrosoftAppId: id, MicrosoftAppPassword: 'hunter2', MicrosoftAppTenantId: id };

describe('a start that lost its configuration', () => {
  let folder = '';
  let running: ChildProcess[] = [];
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lost-'));
    running = [];
  });
  afterEach(async () => {
    for (const child of running) child.kill('SIGKILL');
    await rm(folder, { recursive: true, force: true });
  });

  /** Runs until it is ready, and then for as long as it takes to stop; or until it ends by itself. */
  function start(env: Record<string, string>) {
    const child = spawn(process.execPath, [main], {
      cwd: folder,
      env: { PATH: process.env.PATH ?? '', PORT: '0', SANDBOX_PORT: '0', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    running.push(child);
    let [ready, told] = [false, ''];
    child.stderr.on('data', (chunk: Buffer) => {
      told += chunk.toString();
    });
    child.stdout.on('data', (chunk: Buffer) => {
      if (!chunk.includes('"msg":"ready"')) return;
      ready = true;
      child.kill('SIGTERM');
    });
    return new Promise<{ code: number | null; ready: boolean; told: string }>((resolve) =>
      child.once('close', (code) => resolve({ code, ready, told })),
    );
  }
  const everything = async () => {
    const names = (await readdir(join(folder, 'data'), { recursive: true })).filter((name) => name.endsWith('.json'));
    return Promise.all(names.sort().map((name) => readFile(join(folder, 'data', name), 'utf8')));
  };
  async function keep(name: string): Promise<void> {
    await mkdir(join(folder, 'data', 'notes'), { recursive: true });
    await writeFile(join(folder, 'data', 'notes', name), '{"format":1,"id":"a","version":1,"value":{}}');
  }

  it('never opens what production kept, and says in one line what to do', async () => {
    expect(await start({ ...bot, HOST: '127.0.0.1' })).toMatchObject({ code: 0, ready: true });
    await keep('a.json');
    const before = await everything();
    const lines = await Promise.all(
      [
        {},
        { CLOUD: 'sandbox' },
        { DATA_DIR: './data' },
        { MicrosoftAppID: id, MicrosoftAppPassword: 'hunter2', MicrosoftAppTenantId: id },
        { MicrosoftAppPassword: 'hunter2', MicrosoftAppTenantId: id },
        { ...bot, CLOUD: 'sandbox' },
        { ...bot, MICROSOFT_CLOUD: 'us-gov' },
      ].map(start),
    );
    for (const { code, ready, told } of lines) {
      expect([code, ready, told]).toEqual([78, false, expect.stringMatching(/^[^\n]+\n([^\n]+\n)?$/)]);
      expect(told).not.toContain('hunter2');
    }
    expect(lines[0]?.told).toMatch(
      /^DATA_DIR .\/data belongs to the microsoft cloud, and this start is for the sandbox/,
    );
    expect(await everything()).toEqual(before);
    expect(await start({ ...bot, HOST: '127.0.0.1' })).toMatchObject({ code: 0, ready: true });
  }, 120_000);

  it('does not open what an earlier version kept in production, and does what was kept in practice', async () => {
    await keep('a.json');
    expect(await start({})).toMatchObject({ code: 78, told: expect.stringContaining('name it once') });
    await mkdir(join(folder, 'data', 'sandbox'));
    expect(await start({})).toMatchObject({ code: 0, ready: true });
    expect(await start(bot)).toMatchObject({ code: 78, told: expect.stringContaining('belongs to the sandbox cloud') });
  }, 120_000);

  it('does not open documents that were encrypted once it has lost the key', async () => {
    expect(await start({ ...bot, HOST: '127.0.0.1', SECRET_KEY: key })).toMatchObject({ code: 0, ready: true });
    const { code, told } = await start(bot);
    expect([code, told]).toEqual([78, expect.stringMatching(/^SECRET_KEY is missing: [^\n]+\n$/)]);
  }, 120_000);
});
