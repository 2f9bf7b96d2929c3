import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { checkCards } from '../../src/doctor/check-cards.js';
import { checkLocales } from '../../src/doctor/check-locales.js';
import { checkManifest } from '../../src/doctor/check-manifest.js';

const appId = '0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0';

let root = '';
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'doctor-'));
  await Promise.all(
    ['cards', 'manifest', 'src/locales', 'package.json'].map((name) => cp(name, join(root, name), { recursive: true })),
  );
});
afterEach(() => rm(root, { recursive: true, force: true }));

async function change(file: string, how: (text: string) => string): Promise<void> {
  await writeFile(join(root, file), how(await readFile(join(root, file), 'utf8')));
}

describe('the manifest', () => {
  it('is fine as it comes', () => {
    expect(checkManifest(root, '')).toMatchObject({ level: 'ok' });
  });

  it('is an error with an app id that is not a GUID, or without an icon', async () => {
    expect(checkManifest(root, 'my-bot')).toMatchObject({ level: 'error', seen: expect.stringContaining('GUID') });
    await rm(join(root, 'manifest/color.png'));
    expect(checkManifest(root, appId)).toMatchObject({ level: 'error', seen: expect.stringContaining('color.png') });
  });

  it('is an error when it is not JSON', async () => {
    await change('manifest/manifest.json', (text) => text.slice(1));
    expect(checkManifest(root, appId)).toMatchObject({ id: 'manifest', level: 'error' });
  });

  it('is a warning while the developer is at example.com and the bot is for real', async () => {
    const example = 'https://example.com/us';
    await change('manifest/manifest.json', (text) => text.replace(/("websiteUrl": ")[^"]*/, `$1${example}`));
    expect(checkManifest(root, appId)).toMatchObject({ level: 'warning' });
  });
});

describe('the cards', () => {
  const check = () => checkCards(join(root, 'cards'), join(root, 'src/locales'));

  it('are fine as they come', () => {
    expect(check()).toEqual([expect.objectContaining({ id: 'cards', level: 'ok' })]);
  });

  it('are told by file when broken, each of them', async () => {
    await change('cards/cart.json', (text) => text.slice(0, -3));
    await change('cards/plans.json', (text) => text.replace('AdaptiveCard', 'HeroCard'));
    await rm(join(root, 'cards/stopped.json'));
    const found = check();
    expect(found.map(({ id, level }) => [id, level])).toEqual([
      ['cards.plans', 'error'],
      ['cards.cart', 'error'],
      ['cards.stopped', 'error'],
    ]);
    expect(found[1]?.seen).toContain(join('cards', 'cart.json'));
  });

  it('are a warning when one has words of its own, or an input without a label', async () => {
    await change('cards/help.json', (text) => text.replace(/\$\{title\}/, 'Help'));
    await change('cards/cart.json', (text) => text.replace(/"label": "\$\{quantityLabel\}",/, ''));
    expect(check()).toEqual([
      expect.objectContaining({
        id: 'cards.help',
        level: 'warning',
        seen: expect.stringContaining('words of its own'),
      }),
      expect.objectContaining({ id: 'cards.cart', level: 'warning', seen: expect.stringContaining('has no label') }),
    ]);
  });

  it('are an error when they name a text that is not there', async () => {
    await change('cards/help.json', (text) => text.replace(/\$\{title\}/, '$${$host.t.help.noSuchText}'));
    expect(check()).toEqual([
      expect.objectContaining({ id: 'cards', level: 'error', seen: expect.stringContaining('help.noSuchText') }),
    ]);
  });
});

describe('the locales', () => {
  const check = () => checkLocales(join(root, 'src/locales'));

  it('are fine as they come', () => {
    expect(check()).toEqual([expect.objectContaining({ id: 'locales', level: 'ok' })]);
  });

  it('are an error where one language lacks what the other has', async () => {
    await change('src/locales/en.json', (text) => text.replace('{', '{"onlyHere": {"one": "x"},'));
    expect(check()).toEqual([
      expect.objectContaining({ id: 'locales.de', level: 'error', seen: expect.stringContaining('onlyHere.one') }),
      expect.objectContaining({ id: 'locales.sv', level: 'error', seen: expect.stringContaining('onlyHere.one') }),
    ]);
  });

  it('are an error when one is not JSON', async () => {
    await change('src/locales/sv.json', (text) => text.slice(1));
    expect(check()).toEqual([expect.objectContaining({ id: 'locales.sv', level: 'error' })]);
  });
});
