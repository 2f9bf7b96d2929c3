import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { problemsOf } from '../scripts/manifest-rules.js';
import { filledManifest, unpublishable } from '../scripts/manifest-template.js';
import { officialProblems } from '../scripts/official-schema.js';

const run = promisify(execFile);
const script = resolve('scripts/manifest.js');
const appId = '0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0';
const schemasDir = process.env.SCHEMAS_DIR;
if (!schemasDir) console.info('SCHEMAS_DIR is not set: the manifest is not checked against the official schemas');
const withSchemas = schemasDir ? it : it.skip;

describe('npm run manifest', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'manifest-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const PUBLIC_URL = 'https://upgrades.contoso.com';
  const build = (env: Record<string, string> = {}) =>
    run(process.execPath, [script], { cwd: folder, env: { PATH: process.env.PATH ?? '', PUBLIC_URL, ...env } });
  const archive = async () => unzipSync(await readFile(join(folder, 'build', 'upgrade-assistant.zip')));
  const json = async (name: string) => JSON.parse(strFromU8((await archive())[name] ?? new Uint8Array()));

  it('puts manifest, icons and translation at the top of the archive', async () => {
    const { stdout } = await build({ MicrosoftAppId: appId });
    expect(Object.keys(await archive()).sort()).toEqual([
      'color.png',
      'de.json',
      'manifest.json',
      'outline.png',
      'sv.json',
    ]);
    expect(stdout).toContain(join('build', 'upgrade-assistant.zip'));
    expect(stdout).not.toContain('sample');
  });

  it('fills in the app id, as app and as bot, and leaves no placeholder', async () => {
    await build({ MicrosoftAppId: appId });
    const manifest = await json('manifest.json');
    expect([manifest.id, manifest.bots[0].botId]).toEqual([appId, appId]);
    expect(JSON.stringify(manifest)).not.toContain('${');
    expect(manifest.developer.privacyUrl).toBe(`${PUBLIC_URL}/privacy`);
  });

  it('takes the app id from .env', async () => {
    await writeFile(join(folder, '.env'), `MicrosoftAppId=${appId}\n`);
    await build();
    await rm(join(folder, '.env'));
    expect((await json('manifest.json')).id).toBe(appId);
  });

  it('says so when the archive has a sample app id', async () => {
    expect((await build()).stdout).toContain('MicrosoftAppId is not set');
  });

  it('refuses an app id that is not a GUID, and names the field', async () => {
    await expect(build({ MicrosoftAppId: 'my-bot' })).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining('manifest.json: id is not a GUID'),
    });
  });

  it('offers the text commands of the conversation, in English and in Swedish', async () => {
    await build();
    const titles = (await json('manifest.json')).bots[0].commandLists[0].commands.map(
      (one: { title: string }) => one.title,
    );
    expect(titles).toEqual(['upgrade', 'status', 'history', 'stop', 'help', 'language sv', 'report']);
    const swedish = await json('sv.json');
    const keys = titles.map((_: string, n: number) => swedish[`bots[0].commandLists[0].commands[${n}].title`]);
    expect(keys).toEqual(['uppgradera', 'status', 'historik', 'stoppa', 'hjälp', 'språk en', 'rapport']);
  });

  it('refuses to be published with links that lead to example.com', async () => {
    for (const address of ['', 'https://example.com/upgrades', 'https://bot.example.org'])
      await expect(build({ MicrosoftAppId: appId, PUBLIC_URL: address })).rejects.toMatchObject({
        code: 1,
        stderr: expect.stringMatching(/developer\.privacyUrl leads to example\.com: set PUBLIC_URL/),
      });
    await build({ MicrosoftAppId: '', PUBLIC_URL: '' });
    expect((await json('manifest.json')).developer.privacyUrl).toContain('example.com');
  });

  it('takes an id of the Teams app that is another than the bot’s, as the Agents Toolkit gives it', async () => {
    await build({ MicrosoftAppId: appId, TEAMS_APP_ID: '11111111-2222-3333-4444-555555555555' });
    const manifest = await json('manifest.json');
    expect([manifest.id, manifest.bots[0].botId]).toEqual(['11111111-2222-3333-4444-555555555555', appId]);
  });

  it('refuses a version lower than the last one that was built', async () => {
    await build({ MicrosoftAppId: appId });
    const archived = await archive();
    const newer = { ...(await json('manifest.json')), version: '99.0.0' };
    const later = { ...archived, 'manifest.json': strToU8(JSON.stringify(newer)) };
    await writeFile(join(folder, 'build', 'upgrade-assistant.zip'), zipSync(later));
    await expect(build({ MicrosoftAppId: appId })).rejects.toMatchObject({
      stderr: expect.stringMatching(/is lower than 99\.0\.0/),
    });
    await rm(join(folder, 'build'), { recursive: true });
  });

  it('builds the same archive twice', async () => {
    await build();
    const first = await readFile(join(folder, 'build', 'upgrade-assistant.zip'));
    await build();
    expect(first.equals(await readFile(join(folder, 'build', 'upgrade-assistant.zip')))).toBe(true);
  });

  withSchemas('is accepted by the official schemas', async () => {
    await build({ SCHEMAS_DIR: schemasDir ?? '' });
    const manifest = await json('manifest.json');
    const dir = schemasDir ?? '';
    expect(officialProblems(dir, 'teams-manifest.schema.json', manifest)).toEqual([]);
    for (const { file } of manifest.localizationInfo.additionalLanguages)
      expect(officialProblems(dir, 'teams-manifest-localization.schema.json', await json(file))).toEqual([]);
    const wrong = { ...manifest, accentColor: 'blue' };
    expect(officialProblems(dir, 'teams-manifest.schema.json', wrong)).toHaveLength(1);
  });
});

describe('the rules for a manifest', () => {
  const files = async () =>
    new Map<string, Uint8Array>(
      await Promise.all(
        ['color.png', 'outline.png', 'sv.json', 'de.json'].map(
          async (name) => [name, await readFile(join('manifest', name))] as const,
        ),
      ),
    );
  const manifest = async () => {
    return JSON.parse(
      filledManifest('manifest', { appId, publicUrl: 'https://upgrades.contoso.com', version: '1.0.0' }),
    );
  };
  it('are kept by ours', async () => {
    expect(problemsOf(await manifest(), await files())).toEqual([]);
  });

  it('catch a name that is too long, an unfilled placeholder and a wrong colour', async () => {
    const wrong = { ...(await manifest()), id: 'not filled in', accentColor: 'blue' };
    wrong.name = { short: 'x'.repeat(31), full: 'x' };
    const problems = problemsOf(wrong, await files());
    expect(problems.map((one) => one.split(' ')[1]).sort()).toEqual(['accentColor', 'id', 'name.short']);
  });

  it('catch a placeholder that nobody filled', async () => {
    const unfilled = ['$', '{{COLOUR}}'].join('');
    expect(unpublishable({ ...(await manifest()), accentColor: unfilled })).toEqual([
      `${unfilled} is not filled: set it in the environment or in .env`,
    ]);
    expect(unpublishable(await manifest())).toEqual([]);
  });

  it('catch an icon of the wrong size and one that is no picture', async () => {
    const swapped = await files();
    swapped.set('color.png', swapped.get('outline.png') ?? new Uint8Array());
    swapped.set('outline.png', Buffer.from('GIF89a'));
    expect(problemsOf(await manifest(), swapped)).toEqual([
      'color.png: is 32×32, must be 192×192',
      'outline.png: is not a PNG',
    ]);
  });

  it('catch a text without translation and a translation without text', async () => {
    const swedish = JSON.parse(
      (await readFile(join('manifest', 'sv.json'), 'utf8')).replace('commands[5].title', 'commands[7].title'),
    );
    const changed = (await files()).set('sv.json', Buffer.from(JSON.stringify(swedish)));
    const problems = problemsOf(await manifest(), changed).join('\n');
    expect(problems).toContain('commands[5].title');
    expect(problems).toContain('commands[7].title');
  });
});
