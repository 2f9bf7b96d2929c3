import { beforeEach, expect, it } from '@jest/globals';
import { openPostgres } from '../../src/storage/postgres/open.js';
import type { StateName } from '../../src/upgrade/run/run.js';
import { describePostgres, inDatabase, newDatabase } from '../support/postgres/databases.js';
import { leaveTwoTenants, operatorCommand } from './two-tenants.js';

/** What an operator does from the command line to what is kept in a database. */

describePostgres('with DATABASE_URL', () => {
  let url = '';
  beforeEach(async () => {
    url = await newDatabase();
  });
  const leave = async (is?: StateName) => leaveTwoTenants((await openPostgres({ url })).documents, is);
  const command = (name: 'audit' | 'forget', ...args: string[]) =>
    operatorCommand({ DATABASE_URL: url }, name, ...args);
  const everything = () =>
    inDatabase(url, async (client) => {
      const { rows } = await client.query('SELECT * FROM upgrade_assistant.document ORDER BY 1, 2');
      return rows.map((row) => JSON.stringify(row));
    });

  it('npm run audit exports a tenant’s entries, and says which was changed in the database', async () => {
    await leave();
    const { code, out } = await command('audit', 'contoso');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ whole: true, runs: [{ run: 'run-of-contoso', chain: { entries: 4 } }] });
    expect(out).not.toContain('fabrikam');
    await inDatabase(url, (client) =>
      client.query(
        `UPDATE upgrade_assistant.document SET body = replace(body, 'Alex Wilber', 'Megan Bowen')
         WHERE kind = 'run' AND id LIKE '%run-of-contoso%'`,
      ),
    );
    const changed = await command('audit', 'contoso');
    expect(changed.code).toBe(1);
    expect(changed.err).toContain('BROKEN at entry 1');
    expect((await command('audit', 'fabrikam')).code).toBe(0);
  });

  it('npm run forget deletes everything of a tenant, and nothing of another', async () => {
    await leave();
    const { code, out, err } = await command('forget', 'contoso');
    expect([code, out]).toEqual([0, expect.stringContaining('tenant contoso: 1 runs, 0 people')]);
    expect(err).toMatch(/"event":"forgotten","why":"operator","tenant":"contoso","runs":1,.*"people":2/);
    const left = await everything();
    expect(left.filter((row) => row.includes('contoso'))).toEqual([]);
    expect(left.filter((row) => row.includes('fabrikam')).length).toBeGreaterThanOrEqual(4);
  });

  it('npm run forget deletes a person in every tenant, and nothing while an upgrade is open', async () => {
    await leave('reassigning');
    const before = await everything();
    expect(await command('forget', 'contoso')).toMatchObject({
      code: 1,
      err: expect.stringContaining('run run-of-contoso is still open'),
    });
    expect(await everything()).toEqual(before);
    expect((await command('forget', 'megan')).out).toContain('2 people');
    expect((await everything()).filter((row) => row.includes('megan'))).toEqual([]);
  });
});
