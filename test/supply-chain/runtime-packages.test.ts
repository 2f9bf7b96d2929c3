import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { isAllowed, licencesPage, runtimePackages } from '../../scripts/licences.js';

/** What production installs, as package-lock.json has it: its licences, its scripts, and the bill of materials. */

const packages = runtimePackages();
const page = () => readFile(new URL('../../docs/licences.md', import.meta.url), 'utf8');

describe('the packages that production installs', () => {
  it('are some hundred, those that the product names among them', async () => {
    const { dependencies } = JSON.parse(await readFile('package.json', 'utf8'));
    const names = packages.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(Object.keys(dependencies)));
    for (const name of ['jest', 'typescript']) expect(names).not.toContain(name);
  });

  it('run no script when they are installed', () => {
    expect(packages.filter(({ hasInstallScript }) => hasInstallScript)).toEqual([]);
  });

  it('have licences that are allowed, each', () => {
    expect(packages.filter(({ licence }) => !isAllowed(licence))).toEqual([]);
  });

  it.each(['GPL-3.0', 'SEE LICENSE IN LICENSE', 'MIT AND GPL-3.0', undefined, 'UNLICENSED', '(GPL-2.0 OR LGPL-3.0)'])(
    'could not have the licence %s',
    (licence) => {
      expect(isAllowed(licence)).toBe(false);
    },
  );

  it('are listed with their licences in docs/licences.md; npm run licences writes it anew', async () => {
    expect(await page()).toBe(licencesPage());
    expect(licencesPage(packages.slice(1))).not.toBe(licencesPage());
  });
});

describe('npm run sbom', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sbom-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('writes a bill of all of them in CycloneDX, with version, hash and licence, and of nothing else', async () => {
    await promisify(execFile)(process.execPath, ['scripts/sbom.js', folder]);
    const bill = JSON.parse(await readFile(join(folder, 'sbom.json'), 'utf8'));
    expect(bill).toMatchObject({ bomFormat: 'CycloneDX', specVersion: '1.5' });
    type Component = { name: string; version: string; purl: string; hashes?: unknown[]; licenses?: unknown[] };
    const components: Component[] = bill.components;
    const listed = components.map(({ name, version }) => `${name} ${version}`);
    const wanted = packages.map(({ name, version }) => `${name} ${version}`);
    expect(new Set(listed)).toEqual(new Set(wanted));
    expect(bill.dependencies.map(({ ref }: { ref: string }) => ref)).toContain(bill.metadata.component['bom-ref']);
    for (const { name, purl, hashes, licenses } of components) {
      expect([name, purl?.startsWith('pkg:npm/'), hashes?.length, licenses?.length]).toEqual([name, true, 1, 1]);
    }
  });
});
