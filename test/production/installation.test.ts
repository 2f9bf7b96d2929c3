import { execFile } from 'node:child_process';
import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startBotProcess } from '../support/bot-process.js';
import { people } from '../support/people.js';
import { startTeamsClient } from '../support/teams-client.js';

/** `npm ci --omit=dev --omit=optional --ignore-scripts`, without what Node never loads, beside a built `dist/`, and nothing else, is enough to take turns. */

const run = promisify(execFile);
/** What is taken along to production. */
const takenAlong = ['package.json', 'package-lock.json', 'dist', 'cards', 'manifest', 'scripts', 'src', 'docs'];

describe('an installation without development packages, of which no script was run', () => {
  let folder: string;
  let env: Record<string, string>;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'production-'));
    for (const name of takenAlong) await cp(name, join(folder, name), { recursive: true });
    env = { DATA_DIR: join(folder, 'data'), CLOUD: 'sandbox', PORT: '0', SANDBOX_PORT: '0', HOME: folder };
    const without = ['--omit=dev', '--omit=optional', '--ignore-scripts', '--no-audit', '--no-fund'];
    await run('npm', ['ci', ...without], { cwd: folder });
    await run(process.execPath, ['scripts/slim.js'], { cwd: folder });
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const command = (...args: string[]) =>
    run('npm', ['run', '--silent', ...args], { cwd: folder, env: { PATH: process.env.PATH ?? '', ...env } });

  it('has none of them', async () => {
    const installed = await readdir(join(folder, 'node_modules'));
    expect(installed).toContain('botbuilder');
    for (const name of ['jest', '@stryker-mutator', '@swc', 'playwright-core', 'typescript'])
      expect(installed).not.toContain(name);
  });

  it('serves, answers a turn with a card, and stops when it is asked to', async () => {
    const bot = await startBotProcess(env, ['npm', 'run', 'serve', '--prefix', folder]);
    const teams = await startTeamsClient({ bot: bot.url });
    const alex = teams.person({ ...people.alex });
    await alex.say('upgrade');
    expect(alex.card.id).toBe('upgrade-available');
    await teams.close();
    await bot.terminate();
  });

  it('has the commands of an operator', async () => {
    expect((await command('forget', '--', 'nobody')).stdout).toContain('Nothing is kept of nobody.');
    const doctor = await command('doctor').catch((error: { stdout: string }) => error);
    expect(doctor.stdout).toMatch(/cards/);
  });
});
