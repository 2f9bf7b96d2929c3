import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createRunStore } from '../../src/engine/run-store.js';
import type { Documents } from '../../src/storage/documents.js';
import { keyringOf } from '../../src/storage/keyring.js';
import { openLowdb } from '../../src/storage/lowdb/open.js';
import { openPostgres } from '../../src/storage/postgres/open.js';
import { newFollower } from '../../src/teams/people/follower.js';
import { Followers } from '../../src/teams/people/followers.js';
import { describePostgres, inDatabase, newDatabase } from '../support/postgres/databases.js';
import { runIn } from '../support/runs.js';

/** An operator moves everything that is kept from one place to another, with the real commands. */

const secretKey = 'the key that the operator of this test has';
const owner = { cloud: 'sandbox', mayAdopt: true };
let folder: string;
let dataDir: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'moving-'));
  dataDir = join(folder, 'data');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

type Ended = { code: number; out: string; err: string };

function command(
  name: 'migrate' | 'backup' | 'restore' | 'rotate',
  env: NodeJS.ProcessEnv = {},
  ...args: string[]
): Promise<Ended> {
  const all = { PATH: process.env.PATH, CLOUD: 'sandbox', DATA_DIR: dataDir, LOG_LEVEL: 'warn', ...env };
  return new Promise((resolve) =>
    execFile(process.execPath, [`dist/operator/${name}.js`, ...args], { env: all }, (error, out, err) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : error ? -1 : 0, out, err }),
    ),
  );
}

/** Leaves a run in its middle, and people, with ids that need care. */
async function fill(documents: Documents): Promise<void> {
  const runs = createRunStore(documents);
  await runs.open({ ...runIn.reassigning(), id: 'run-1', tenantId: 'Contoso/Å' });
  await runs.update('run-1', (run) => ({ ...run, attempts: 3 }));
  for (const person of ['alex', 'MEGAN', `p${'x'.repeat(300)}`])
    await new Followers(documents).keep('Contoso/Å', person, () => ({
      ...newFollower('Contoso/Å', person),
      name: 'Adele Vance',
    }));
  await documents.close();
}
async function fillFolder(keyring = keyringOf({})): Promise<void> {
  await fill(await openLowdb({ dataDir, owner, keyring }));
}

/** Everything that a bot would read. */
async function everything(documents: Documents): Promise<unknown> {
  const runs = createRunStore(documents);
  const people: unknown[] = [];
  for await (const one of new Followers(documents).all()) people.push(one);
  const run = await runs.latest('Contoso/Å');
  await documents.close();
  return { run, people };
}
const inFolder = async (where = dataDir, keyring = keyringOf({})) =>
  everything(await openLowdb({ dataDir: where, owner, keyring }));

describe('npm run backup and npm run restore', () => {
  const file = () => join(folder, 'backup.gz');

  it('write what is kept into one file for its user alone, and put it back in the middle of a run', async () => {
    await fillFolder();
    const before = await inFolder();
    expect(await command('backup', {}, file())).toMatchObject({
      code: 0,
      out: expect.stringContaining(': 5 documents'),
    });
    expect((await stat(file())).mode & 0o777).toBe(0o600);
    expect(await command('restore', {}, file())).toMatchObject({
      code: 78,
      err: expect.stringContaining('holds documents'),
    });
    const restored = join(folder, 'restored');
    expect(await command('restore', { DATA_DIR: restored }, file())).toMatchObject({ code: 0, err: '' });
    expect(await inFolder(restored)).toEqual(before);
  });

  it('keep encrypted what is encrypted, and need its key', async () => {
    const keyring = keyringOf({ secretKey });
    await fillFolder(keyring);
    const env = { SECRET_KEY: secretKey };
    expect(await command('backup', env, file())).toMatchObject({ code: 0 });
    const restored = { DATA_DIR: join(folder, 'restored') };
    expect(await command('restore', restored, file())).toMatchObject({
      code: 78,
      err: expect.stringContaining('encrypted with the key'),
    });
    expect(await command('restore', { ...env, ...restored }, file())).toMatchObject({ code: 0 });
    expect(await inFolder(restored.DATA_DIR, keyring)).toEqual(await inFolder(dataDir, keyring));
  });

  it('refuse a backup that is cut short, changed, of another cloud or none at all, and a folder in use', async () => {
    const documents = await openLowdb({ dataDir, owner });
    expect(await command('backup', {}, file())).toMatchObject({
      code: 78,
      err: expect.stringContaining('is in use by'),
    });
    await fill(documents);
    await command('backup', {}, file());
    const whole = await readFile(file());
    const restored = { DATA_DIR: join(folder, 'restored') };
    const refused = async (content: Buffer | string, code = 1) => {
      await writeFile(file(), content);
      const ended = await command('restore', restored, file());
      expect(ended).toMatchObject({ code });
      return ended.err;
    };
    expect(await refused(whole.subarray(0, whole.length - 20))).toMatch(/is damaged/);
    const changed = gunzipSync(whole).toString().replace('Adele Vance', 'Adele Nance');
    expect(await refused(gzipSync(changed))).toMatch(/is damaged/);
    expect(await refused('{}')).toMatch(/is damaged, or no backup/);
    expect(await readdir(folder)).not.toContain('restored');
    await writeFile(file(), whole);
    const elsewhere = { ...restored, CLOUD: 'microsoft', MicrosoftAppType: 'UserAssignedMSI' };
    const guid = '0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0';
    const real = { ...elsewhere, MicrosoftAppId: guid, MicrosoftAppTenantId: guid };
    expect(await command('restore', real, file())).toMatchObject({
      code: 78,
      err: expect.stringContaining('of the sandbox cloud'),
    });
    expect(await command('restore', restored, join(folder, 'none'))).toMatchObject({
      code: 1,
      err: expect.stringContaining('ENOENT'),
    });
  });

  it('let no bot start on a folder that was restored halfway, and end what was begun', async () => {
    await fillFolder();
    await command('backup', {}, file());
    await writeFile(join(dataDir, '.mark'), '{"cloud":"sandbox","keys":[],"closed":{"why":"restoring"}}');
    await rm(join(dataDir, 'run'), { recursive: true });
    await expect(openLowdb({ dataDir, owner })).rejects.toThrow(/restored halfway: run npm run restore/);
    expect(await command('restore', {}, file())).toMatchObject({ code: 0 });
    expect(await inFolder()).toMatchObject({ run: { id: 'run-1', attempts: 3 } });
  });
});

describePostgres('npm run migrate', () => {
  let url: string;
  beforeEach(async () => {
    url = await newDatabase();
  });
  const inTheDatabase = async (keyring = keyringOf({})) =>
    everything((await openPostgres({ url, owner, keyring })).documents);
  const migrate = (env: NodeJS.ProcessEnv = {}) => command('migrate', { DATABASE_URL: url, ...env });

  it('carries a folder over, says what and that it is the same, may be run again, and closes the folder', async () => {
    await fillFolder();
    const before = await inFolder();
    const first = await migrate();
    expect(first).toMatchObject({ code: 0, err: '' });
    expect(first.out).toMatch(/follower: 3 documents, SHA-256 [0-9a-f]{64}\nrun: 1 documents, .*\ntenant: 1 documents/);
    expect(await migrate()).toEqual(first);
    expect(await inTheDatabase()).toEqual(before);
    await expect(openLowdb({ dataDir, owner })).rejects.toThrow(/carried over to DATABASE_URL .*: set DATABASE_URL/);
  });

  it('carries encrypted documents as they are, and those nobody understands', async () => {
    const keyring = keyringOf({ secretKey });
    await fillFolder(keyring);
    await writeFile(join(dataDir, 'run', 'torn.json'), '{"format":1,"id":"torn","ver');
    await writeFile(join(dataDir, 'run', 'aside.json.corrupt'), 'x');
    expect(await migrate({ SECRET_KEY: secretKey })).toMatchObject({ code: 0 });
    expect(await inTheDatabase(keyring)).toMatchObject({ run: { id: 'run-1', attempts: 3 } });
    const { documents } = await openPostgres({ url, keyring });
    for (const id of ['torn', 'aside'])
      await expect(createRunStore(documents).get(id)).rejects.toThrow('not understood');
    await documents.close();
    await expect(openPostgres({ url })).rejects.toThrow('SECRET_KEY is missing');
  });

  it('carries anew what the folder holds by now, for as long as no bot worked on the database', async () => {
    await fillFolder();
    await migrate();
    const mark = join(dataDir, '.mark');
    await writeFile(mark, '{"cloud":"sandbox","keys":[]}');
    const documents = await openLowdb({ dataDir, owner });
    await createRunStore(documents).update('run-1', (run) => ({ ...run, attempts: 4 }));
    await new Followers(documents).remove('Contoso/Å', 'alex');
    await documents.close();
    expect(await migrate()).toMatchObject({ code: 0 });
    expect(await inTheDatabase()).toMatchObject({ run: { attempts: 4 }, people: { length: 2 } });
    const { documents: bots } = await openPostgres({ url, owner });
    await createRunStore(bots).update('run-1', (run) => ({ ...run, attempts: 5 }));
    expect(await migrate()).toMatchObject({ code: 78, err: expect.stringContaining('is in use') });
    await bots.close();
    const refused = await migrate();
    expect(refused).toMatchObject({ code: 78, err: expect.stringContaining('that bots have worked on') });
    expect(await inTheDatabase()).toMatchObject({ run: { attempts: 5 } });
  });

  it('refuses a folder in use, another cloud’s, one that is not there, and files of which nobody knows what they are', async () => {
    expect(await migrate()).toMatchObject({ code: 1, err: expect.stringContaining('does not exist') });
    expect(await command('migrate')).toMatchObject({
      code: 78,
      err: expect.stringContaining('DATABASE_URL is missing'),
    });
    const documents = await openLowdb({ dataDir, owner });
    expect(await migrate()).toMatchObject({ code: 78, err: expect.stringContaining('is in use by process') });
    await fill(documents);
    const unknown = join(dataDir, 'run', `${'x'.repeat(100)}~0.json`);
    await writeFile(unknown, '{');
    expect(await migrate()).toMatchObject({ code: 1, err: expect.stringContaining(unknown) });
    expect((await inDatabase(url, (client) => client.query('SELECT FROM upgrade_assistant.document'))).rowCount).toBe(
      0,
    );
    await rm(unknown);
    await writeFile(join(dataDir, '.mark'), '{"cloud":"microsoft","keys":[]}');
    expect(await migrate()).toMatchObject({ code: 78, err: expect.stringContaining('belongs to the microsoft cloud') });
  });

  it('is gone back from, and on from, with a backup that bots need not stop for', async () => {
    await fillFolder();
    await migrate();
    const before = await inTheDatabase();
    const { documents: bots } = await openPostgres({ url, owner });
    const file = join(folder, 'backup.gz');
    expect(await command('backup', { DATABASE_URL: url }, file)).toMatchObject({
      code: 0,
      out: expect.stringContaining(': 5 documents'),
    });
    expect(await command('restore', { DATABASE_URL: url }, file)).toMatchObject({
      code: 78,
      err: expect.stringContaining('is in use'),
    });
    await bots.close();
    const back = join(folder, 'back');
    expect(await command('restore', { DATA_DIR: back }, file)).toMatchObject({ code: 0 });
    expect(await inFolder(back)).toEqual(before);
    url = await newDatabase();
    expect(await command('restore', { DATABASE_URL: url }, file)).toMatchObject({ code: 0 });
    expect(await inTheDatabase()).toEqual(before);
    expect(await command('rotate', { DATABASE_URL: url, SECRET_KEY: secretKey })).toMatchObject({
      code: 0,
      out: expect.stringContaining('5 documents encrypted'),
    });
    expect(await inTheDatabase(keyringOf({ secretKey }))).toEqual(before);
  });
});
