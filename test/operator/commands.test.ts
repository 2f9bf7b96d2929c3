import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { keyringOf } from '../../src/storage/keyring.js';
import { newFollower } from '../../src/teams/people/follower.js';
import { Followers } from '../../src/teams/people/followers.js';
import type { Run, StateName } from '../../src/upgrade/run/run.js';
import { type TemporaryFolder, temporaryFolder } from '../storage/lowdb/temporary-folder.js';
import { earlierVersions, layOut, leftBehind, runOf } from '../support/earlier-version.js';
import { alex, leaveTwoTenants, operatorCommand } from './two-tenants.js';

/** What an operator does from the command line, as a process of its own on a real data folder. */

let folder: TemporaryFolder;
let logged: string[];
beforeEach(async () => {
  folder = await temporaryFolder();
  logged = [];
});
afterEach(() => folder.end());

/** Two tenants: what the bot left when it was stopped. */
async function leave(is: StateName = 'stopped', keyring = keyringOf({})): Promise<void> {
  const note = (about: object) => void logged.push(JSON.stringify({ level: 30, ...about }));
  await leaveTwoTenants(await folder.open({ keyring }), is, note);
}

const command = (name: 'audit' | 'forget', ...args: string[]) => commandWith({}, name, ...args);

const commandWith = (more: NodeJS.ProcessEnv, name: 'audit' | 'forget', ...args: string[]) =>
  operatorCommand({ DATA_DIR: folder.dataDir, ...more }, name, ...args);

async function runFile(tenant: string): Promise<string> {
  const names = await readdir(join(folder.dataDir, 'run'));
  return join(folder.dataDir, 'run', names.find((name) => name.includes(`run-of-${tenant}`)) ?? '');
}
async function tamper(change: (audit: Run['audit']) => Run['audit']): Promise<void> {
  const file = await runFile('contoso');
  const document = JSON.parse(await readFile(file, 'utf8')) as { value: Run };
  document.value.audit = change(document.value.audit);
  await writeFile(file, JSON.stringify(document));
}
const everyFile = async () =>
  (await readdir(folder.dataDir, { recursive: true })).filter((name) => name.endsWith('.json'));

describe('npm run audit', () => {
  it('exports every entry of a tenant’s upgrades, and nothing of another', async () => {
    await leave();
    const { code, out, err } = await command('audit', 'contoso');
    expect(code).toBe(0);
    const told = JSON.parse(out);
    expect(told).toMatchObject({ tenant: 'contoso', whole: true, notKept: [] });
    expect(told.runs).toHaveLength(1);
    expect(told.runs[0]).toMatchObject({ run: 'run-of-contoso', chain: { entries: 4, before: 0, brokenAt: null } });
    expect(told.runs[0].entries[3]).toMatchObject({ by: alex, what: 'pause', hash: told.runs[0].chain.head });
    expect(out + err).not.toContain('fabrikam');
  });

  it('reads what is encrypted with the key that the operator has, and nothing with another', async () => {
    const secretKey = 'a key that the operator of this test has';
    await leave('stopped', keyringOf({ secretKey }));
    const { code, out } = await commandWith({ SECRET_KEY: secretKey }, 'audit', 'contoso');
    expect([code, JSON.parse(out).whole]).toEqual([0, true]);
    const { code: refused, out: nothing } = await commandWith({ SECRET_KEY: `${secretKey}, once` }, 'audit', 'contoso');
    expect([refused, nothing]).toEqual([78, '']);
  });

  it('writes CSV with a row an entry, in which no formula runs', async () => {
    await leave();
    const { out } = await command('audit', 'contoso', '--csv');
    const rows = out.trimEnd().split('\r\n');
    expect(rows[0]).toBe('run,entry,at,by,name,what,details,hash,verified');
    expect(rows).toHaveLength(5);
    expect(rows[4]).toMatch(
      /^run-of-contoso,4,2026-03-04T09:30:00.000Z,alex,Alex Wilber,pause,"{.*}",[0-9a-f]{64},yes$/,
    );
  });

  it('says which entry was changed on the disk, and fails', async () => {
    await leave();
    await tamper((audit) => audit.with(1, { ...(audit[1] as Run['audit'][number]), by: { id: 'm', name: 'Megan' } }));
    const { code, out, err } = await command('audit', 'contoso');
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ whole: false, runs: [{ chain: { brokenAt: 2 } }] });
    expect(err).toContain('BROKEN at entry 2');
    const { out: csv } = await command('audit', 'contoso', '--csv');
    expect(
      csv
        .trimEnd()
        .split('\r\n')
        .slice(1)
        .map((row) => row.split(',').at(-1)),
    ).toEqual(['yes', 'no', 'no', 'no']);
    expect((await command('audit', 'fabrikam')).code).toBe(0);
  });

  it('finds by the log that the last entries were taken away, or all were written anew', async () => {
    await leave();
    const log = join(folder.dataDir, 'bot.log');
    await writeFile(log, ['not JSON, of another program: "audit"', ...logged, '{"event":"audit"}'].join('\n'));
    expect((await command('audit', 'contoso', '--log', log)).code).toBe(0);
    await tamper((audit) => audit.slice(0, 2));
    expect((await command('audit', 'contoso')).code).toBe(0);
    const { code, out } = await command('audit', 'contoso', '--log', log);
    expect(code).toBe(1);
    expect(JSON.parse(out).runs[0].differsFromLogAt).toEqual([3, 4]);
  });

  it('names a run that the log was told of and that is not there', async () => {
    await leave();
    const log = join(folder.dataDir, 'bot.log');
    await writeFile(log, logged.join('\n').replaceAll('run-of-contoso', 'another'));
    expect(JSON.parse((await command('audit', 'contoso', '--log', log)).out).notKept).toEqual(['another']);
  });

  it.each(earlierVersions)('says where the chain begins in what %s left', async (version) => {
    const left = leftBehind(version, 'completed');
    await layOut(left, folder.dataDir);
    const run = runOf(left);
    const { code, out, err } = await command('audit', run.tenantId);
    expect(code).toBe(0);
    const entries = run.audit.length;
    expect(JSON.parse(out)).toMatchObject({ whole: true, runs: [{ chain: { entries, before: entries, head: null } }] });
    expect(err).toContain(`the first ${entries} entries have no hash`);
  });

  it('says that the bot has the folder while it runs', async () => {
    await folder.open();
    expect(await command('audit', 'contoso')).toMatchObject({
      code: 78,
      out: '',
      err: expect.stringMatching(/in use/),
    });
  });

  it('says how it is used when no tenant is named', async () => {
    expect(await command('audit')).toMatchObject({ code: 1, out: '', err: expect.stringContaining('Usage') });
  });
});

describe('npm run forget', () => {
  it('deletes everything of a tenant, and nothing of another', async () => {
    await leave();
    const { code, out, err } = await command('forget', 'contoso');
    expect(code).toBe(0);
    expect(out).toContain('tenant contoso: 1 runs, 0 people');
    expect(err).toMatch(/"event":"forgotten","why":"operator","tenant":"contoso","runs":1,.*"people":2/);
    const files = await everyFile();
    expect(files.filter((name) => name.includes('contoso'))).toEqual([]);
    expect(files.filter((name) => name.includes('fabrikam'))).toHaveLength(5);
    for (const name of files) expect(await readFile(join(folder.dataDir, name), 'utf8')).not.toContain('contoso');
  });

  it('deletes nothing while an upgrade is open, and says which', async () => {
    await leave('reassigning');
    const before = await everyFile();
    const { code, err } = await command('forget', 'contoso');
    expect(code).toBe(1);
    expect(err).toContain('run run-of-contoso is still open');
    expect(await everyFile()).toEqual(before);
  });

  it('deletes a person in every tenant, and says what stays', async () => {
    await leave();
    const { code, out } = await command('forget', 'alex');
    expect(code).toBe(0);
    expect(out).toContain('2 people');
    expect(out).toContain('400 days');
    expect((await everyFile()).filter((name) => name.startsWith('follower'))).toHaveLength(2);
    expect((await command('audit', 'contoso')).code).toBe(0);
  });

  it('takes ids as Microsoft’s pages write them', async () => {
    const id = 'ABCDEF00-0000-4000-8000-000000000001';
    const documents = await folder.open();
    await new Followers(documents).keep('contoso', id.toLowerCase(), () => newFollower('contoso', id.toLowerCase()));
    await documents.close();
    expect((await command('forget', id)).out).toContain('1 people');
  });

  it('says that nothing is kept of somebody it does not know', async () => {
    await leave();
    expect(await command('forget', 'nobody')).toMatchObject({
      code: 0,
      out: expect.stringContaining('Nothing is kept'),
    });
    expect((await command('forget')).code).toBe(1);
  });
});
