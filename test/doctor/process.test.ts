import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Finding } from '../../src/doctor/finding.js';
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

const main = resolve('dist/doctor/main.js');
const redirect = resolve('test/doctor/redirect-fetch.mjs');

let folder = '';
let microsoft: FakeMicrosoft | undefined;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'doctor-'));
});
afterEach(async () => {
  await microsoft?.close();
  microsoft = undefined;
  await rm(folder, { recursive: true, force: true });
});

type Ended = { code: number; out: string; err: string };

/** Runs the doctor in a folder of its own, on free ports. */
function doctor(args: string[], env: Record<string, string> = {}, program = main): Promise<Ended> {
  const fixed = { PATH: process.env.PATH ?? '', PORT: '0', SANDBOX_PORT: '0' };
  const options = { cwd: folder, env: { ...fixed, ...env }, timeout: 25_000 };
  return new Promise((resolve, reject) => {
    execFile(process.execPath, ['--import', redirect, program, ...args], options, (error, out, err) => {
      if (error && typeof error.code !== 'number') return reject(error);
      resolve({ code: Number(error?.code ?? 0), out, err });
    });
  });
}

async function doctorOnMicrosoft(plan: Plan, args: string[] = [], env: Record<string, string> = {}): Promise<Ended> {
  microsoft = await fakeMicrosoft(plan);
  await writeFile(
    join(folder, '.env'),
    `MicrosoftAppId=${appId}\nMicrosoftAppPassword=${secret}\nMicrosoftAppTenantId=${home}\nHOST=127.0.0.1\n`,
  );
  return doctor(args, { FAKE_MICROSOFT: microsoft.url, ...env });
}

const found = ({ out }: Ended) => JSON.parse(out) as Finding[];
const errors = (ended: Ended) =>
  found(ended)
    .filter(({ level }) => level === 'error')
    .map(({ id }) => id);

describe('npm run doctor', () => {
  it('ends with 0 with an empty .env, and says that this is the sandbox', async () => {
    await writeFile(join(folder, '.env'), '');
    const { code, out } = await doctor([]);
    expect(out).toMatch(/^ok +config +the sandbox cloud/m);
    expect(out).toMatch(/^ok +secret-key +none: documents are kept as plain text/m);
    expect(out).toMatch(/\d+ findings: \d+ ok, 0 warnings, 0 errors\s*$/);
    expect(code).toBe(0);
  });

  it('warns of an installation for production of which nothing is said, and only of that', async () => {
    // As production has it: everything but the development packages, of which the Playground is one.
    const installed = join(folder, 'installed');
    for (const name of ['dist', 'cards', 'manifest', 'scripts', 'src', 'package.json'])
      await cp(name, join(installed, name), { recursive: true });
    await mkdir(join(installed, 'node_modules/@microsoft'), { recursive: true });
    for (const name of (await readdir('node_modules')).filter((one) => one !== '@microsoft'))
      await symlink(resolve('node_modules', name), join(installed, 'node_modules', name));
    const there = join(installed, 'dist/doctor/main.js');
    expect((await doctor([], {}, there)).out).toMatch(/^warning +config\.found +nothing is configured here/m);
    expect((await doctor([], { CLOUD: 'sandbox' }, there)).out).not.toMatch(/config\.found/);
    expect((await doctor([])).out).not.toMatch(/config\.found/);
  });

  it('ends with 0 where everything is in order on the Microsoft cloud', async () => {
    const ended = await doctorOnMicrosoft({}, ['--json']);
    expect(errors(ended)).toEqual([]);
    expect(ended.code).toBe(0);
  });

  it('ends with 1 with a wrong secret, and prints neither that nor a right one', async () => {
    const { code, out, err } = await doctorOnMicrosoft({}, [], { MicrosoftAppPassword: 'a-wrong-secret' });
    expect(out).toMatch(/^error +credentials\.graph .*AADSTS7000215/m);
    expect(out).toMatch(/^ +fix: .*MicrosoftAppPassword/m);
    expect(out + err).not.toMatch(/a-wrong-secret|the-secret-of-the-app/);
    expect(code).toBe(1);
  });

  it('ends with 1 without a permission to read, with 0 without the one to write', async () => {
    const without = (name: string) => everything.filter((one) => one !== name);
    const blind = await doctorOnMicrosoft({ granted: without('Organization.Read.All') }, ['--json']);
    expect(errors(blind)).toEqual(['permissions.Organization.Read.All']);
    expect(blind.code).toBe(1);
    await microsoft?.close();
    const reader = await doctorOnMicrosoft({ granted: without('LicenseAssignment.ReadWrite.All') }, ['--json']);
    expect(found(reader)).toContainEqual(
      expect.objectContaining({ id: 'permissions.LicenseAssignment.ReadWrite.All', level: 'warning' }),
    );
    expect(reader.code).toBe(0);
  });

  it('looks at the tenant of a customer, and prints the link to consent', async () => {
    const ended = await doctorOnMicrosoft({ tenants: [home] }, ['--tenant', customer]);
    expect(ended.out).toContain(`https://login.microsoftonline.com/${customer}/adminconsent?client_id=${appId}`);
    expect(ended.code).toBe(1);
  });

  it('ends with 1 with a broken card, and names its file', async () => {
    const cards = join(folder, 'cards');
    await cp('cards', cards, { recursive: true });
    await writeFile(join(cards, 'cart.json'), '{ "type": "AdaptiveCard",');
    const { code, out } = await doctor(['--cards', cards]);
    expect(out).toMatch(/^error +cards\.cart .*cart\.json/m);
    expect(code).toBe(1);
  });

  it('ends with 1 with a value that is wrong, as a finding of its name', async () => {
    const ended = await doctor(['--json'], { COMMERCE: 'shop', LOG_LEVEL: 'loud' });
    expect(errors(ended)).toEqual(['config.COMMERCE', 'config.LOG_LEVEL']);
    expect(ended.code).toBe(1);
  });

  it.each([[['--tenat', home]], [['--tenant', '../evil']]])('explains itself when it is told %j', async (args) => {
    const { code, out, err } = await doctor(args);
    expect(err).toContain('Usage: npm run doctor');
    expect(out).toBe('');
    expect(code).toBe(64);
  });
});
