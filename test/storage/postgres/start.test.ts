import { beforeEach, describe, expect, it } from '@jest/globals';
import { machineTime } from '../../../src/base/real-time.js';
import { checkDatabase } from '../../../src/doctor/check-database.js';
import { StoreRefused } from '../../../src/storage/failures.js';
import { keyringOf } from '../../../src/storage/keyring.js';
import { Database } from '../../../src/storage/postgres/database.js';
import { databaseName } from '../../../src/storage/postgres/database-failures.js';
import { migrate } from '../../../src/storage/postgres/migrate.js';
import { migrations } from '../../../src/storage/postgres/migrations.js';
import { openPostgres, type PostgresOptions, withPostgres } from '../../../src/storage/postgres/open.js';
import { rotateDatabase } from '../../../src/storage/postgres/rotate.js';
import { describePostgres, inDatabase, newDatabase } from '../../support/postgres/databases.js';
import { note, notes } from '../contract.js';

const sandbox = { cloud: 'sandbox', mayAdopt: true };
const microsoft = { cloud: 'microsoft', mayAdopt: true };
const [oldKey, newKey] = [
  'the key that was used until now'.padEnd(40, '.'),
  'the key that is used now'.padEnd(40, '.'),
];
const withOld = keyringOf({ secretKey: oldKey });
const withNew = keyringOf({ secretKey: newKey });
const withBoth = keyringOf({ secretKey: newKey, formerKey: oldKey });

describePostgres('a start on PostgreSQL', () => {
  let url: string;
  beforeEach(async () => {
    url = await newDatabase();
  });
  const sql = (text: string) => inDatabase(url, (client) => client.query(text));
  const elsewhere = (change: (there: URL) => void) => {
    const there = new URL(url);
    change(there);
    return there.href;
  };

  async function keep(options: Omit<PostgresOptions, 'url'> = {}, id = 'a'): Promise<void> {
    const { documents } = await openPostgres({ url, ...options });
    await documents.put(notes, id, note('the words of somebody'), 0);
    await documents.close();
  }
  async function read(options: Omit<PostgresOptions, 'url'> = {}, id = 'a'): Promise<string | undefined> {
    const { documents } = await openPostgres({ url, ...options });
    return documents.get(notes, id).then(
      (found) => documents.close().then(() => found?.value.text),
      (error) => documents.close().then(() => Promise.reject(error)),
    );
  }

  describe('is refused in one line that says what to do', () => {
    async function refused(options: PostgresOptions): Promise<string> {
      const error = await openPostgres(options).then(
        () => undefined,
        (thrown: unknown) => thrown,
      );
      expect(error).toBeInstanceOf(StoreRefused);
      const { message } = error as StoreRefused;
      expect(message).not.toContain('\n');
      expect(message).not.toContain('secret');
      return message;
    }

    it('where nothing answers', async () => {
      const there = elsewhere((address) => {
        address.port = '9';
        address.password = 'secret';
      });
      expect(await refused({ url: there })).toMatch(
        /127\.0\.0\.1:9\/.* cannot be reached \(ECONNREFUSED\).*DATABASE_URL/,
      );
    });

    it('where there is no such database', async () => {
      const there = elsewhere((address) => {
        address.pathname = '/nowhere';
      });
      expect(await refused({ url: there })).toMatch(/nowhere does not exist on its server: create the database/);
    });

    it('where the role may not make its tables', async () => {
      const role = `reader_${databaseName(url).slice(-12)}`;
      await sql(`CREATE ROLE ${role} LOGIN`);
      const there = elsewhere((address) => {
        address.username = role;
      });
      expect(await refused({ url: there })).toMatch(/does not let the bot make its tables: .*GRANT CREATE/);
    });

    it('where the database only reads', async () => {
      await sql(`ALTER DATABASE ${new URL(url).pathname.slice(1)} SET default_transaction_read_only = on`);
      expect(await refused({ url })).toMatch(/takes no changes: connect to the primary/);
    });

    it('where the tables are of a newer program', async () => {
      await keep();
      await sql(`UPDATE upgrade_assistant.schema_version SET version = ${migrations.length + 2}`);
      expect(await refused({ url })).toMatch(/version \d+ by a newer version of this program.*: run that version/);
    });

    it.each([
      ['lacks a table', 'DROP TABLE upgrade_assistant.mark', /not whole.*lacks mark: .*restore the backup again/],
      [
        'lost its version',
        'DROP TABLE upgrade_assistant.schema_version',
        /not whole.*holds what version 1 is only to make/,
      ],
      [
        'does not say its version',
        'DELETE FROM upgrade_assistant.schema_version',
        /not whole.*does not say which version/,
      ],
    ])('where it %s', async (_, damage, told) => {
      await keep();
      await sql(damage);
      expect(await refused({ url })).toMatch(told);
    });

    it('where it belongs to another cloud', async () => {
      await keep({ owner: sandbox });
      const told = /belongs to the sandbox cloud, and this start is for the microsoft one: .*DATABASE_URL=postgresql/;
      expect(await refused({ url, owner: microsoft })).toMatch(told);
      expect(await read({ owner: sandbox })).toBe('the words of somebody');
    });

    it('where it holds documents that nobody said the cloud of', async () => {
      await keep();
      expect(await refused({ url, owner: { cloud: 'sandbox', mayAdopt: false } })).toContain('CLOUD=sandbox');
    });

    it('where it is encrypted with another key', async () => {
      await keep({ keyring: withOld });
      expect(await refused({ url })).toContain('SECRET_KEY is missing');
      expect(await refused({ url, keyring: withNew })).toContain('SECRET_KEY is another');
      expect(await read({ keyring: withBoth })).toBe('the words of somebody');
    });

    it('while somebody has it alone, and nobody has it alone while it is in use', async () => {
      await withPostgres({ url }, 'alone', async () => {
        expect(await refused({ url })).toMatch(/is in use: stop every bot/);
      });
      const { documents } = await openPostgres({ url });
      await expect(withPostgres({ url }, 'alone', async () => undefined)).rejects.toThrow('is in use');
      await documents.close();
    });
  });

  describe('brings the tables up to date', () => {
    const openDatabase = () => new Database(url, machineTime());

    it('once, when many start at the same time', async () => {
      const all = await Promise.all(Array.from({ length: 5 }, () => openPostgres({ url })));
      await Promise.all(all.map(({ documents }) => documents.close()));
      const { rows } = await sql('SELECT version FROM upgrade_assistant.schema_version');
      expect(rows).toEqual([{ version: migrations.length }]);
    });

    it('from the version they have, in order, and keeps what they hold', async () => {
      await keep();
      const database = openDatabase();
      const later = [
        ...migrations,
        'ALTER TABLE upgrade_assistant.document ADD COLUMN added integer DEFAULT 7',
        'UPDATE upgrade_assistant.document SET added = added + 1',
      ];
      await migrate(database, 'it', later);
      await migrate(database, 'it', later);
      await database.close();
      expect((await sql('SELECT id, added FROM upgrade_assistant.document')).rows).toEqual([{ id: 'a', added: 8 }]);
    });

    it('as a whole or not at all', async () => {
      await keep();
      const database = openDatabase();
      const broken = [...migrations, 'ALTER TABLE upgrade_assistant.document ADD COLUMN added integer; SELECT 1 / 0'];
      await expect(migrate(database, 'it', broken)).rejects.toThrow('22012');
      await database.close();
      expect(await read()).toBe('the words of somebody');
      await expect(sql('SELECT added FROM upgrade_assistant.document')).rejects.toThrow('does not exist');
    });
  });

  describe('with a key', () => {
    it('keeps nothing that can be read without it', async () => {
      await keep({ keyring: withOld });
      const { rows } = await sql('SELECT body FROM upgrade_assistant.document');
      expect(JSON.stringify(rows)).not.toContain('words');
      expect(await read({ keyring: withOld })).toBe('the words of somebody');
    });

    it('reads no text that was put in another document’s place', async () => {
      await keep({ keyring: withOld }, 'a');
      await keep({ keyring: withOld }, 'b');
      await sql(
        `UPDATE upgrade_assistant.document SET body = (SELECT body FROM upgrade_assistant.document WHERE id = 'a')`,
      );
      await expect(read({ keyring: withOld }, 'b')).rejects.toThrow('not understood');
      expect(await read({ keyring: withOld }, 'a')).toBe('the words of somebody');
    });

    it('changes it, all at once', async () => {
      await keep({ keyring: withOld }, 'a');
      await keep({ keyring: withOld }, 'b');
      await sql(`UPDATE upgrade_assistant.document SET body = 'torn' WHERE id = 'b'`);
      const rotated = (keyring = withBoth) =>
        withPostgres({ url, keyring }, 'alone', (database) => rotateDatabase(database, keyring));
      await expect(rotated(withNew)).rejects.toThrow('SECRET_KEY is another');
      expect(await rotated()).toEqual({ changed: 1, unchanged: 0, unread: ['notes b'] });
      expect(await read({ keyring: withNew })).toBe('the words of somebody');
      await expect(openPostgres({ url, keyring: withOld })).rejects.toThrow('SECRET_KEY is another');
    });
  });

  it('leaves alone what it does not understand, and counts it until it is put right', async () => {
    await keep({}, 'a');
    await keep({}, 'b');
    await sql(`UPDATE upgrade_assistant.document SET body = '{"format":9}' WHERE id = 'a'`);
    const { documents } = await openPostgres({ url });
    await expect(documents.get(notes, 'a')).rejects.toThrow(/not understood \(written by a newer version/);
    await expect(documents.put(notes, 'a', note('anew'), 0)).rejects.toThrow('not understood');
    const listed: string[] = [];
    for await (const { id } of documents.list(notes)) listed.push(id);
    expect(listed).toEqual(['b']);
    expect(await documents.setAside()).toEqual(new Map([['notes', 1]]));
    await sql(
      `UPDATE upgrade_assistant.document SET body = replace((SELECT body FROM upgrade_assistant.document WHERE id = 'b'), '"b"', '"a"') WHERE id = 'a'`,
    );
    expect(await documents.get(notes, 'a')).toMatchObject({ version: 1 });
    expect(await documents.setAside()).toEqual(new Map());
    await documents.close();
  });

  describe('is looked at by the doctor', () => {
    const claim = { owner: sandbox, keyring: keyringOf({}) };

    it('who changes nothing in it, and warns of a database that may forget', async () => {
      const off = { level: 'warning', seen: expect.stringContaining('fsync off') };
      expect(await checkDatabase(url, claim)).toMatchObject(off);
      expect((await sql("SELECT to_regnamespace('upgrade_assistant') AS made")).rows).toEqual([{ made: null }]);
      await keep({ owner: sandbox });
      expect(await checkDatabase(url, claim)).toMatchObject(off);
    });

    it('who says what a start would be refused for', async () => {
      const nowhere = elsewhere((address) => {
        address.port = '9';
      });
      expect(await checkDatabase(nowhere, claim)).toMatchObject({
        level: 'error',
        fix: expect.stringMatching(/^See that/),
      });
      await keep({ owner: microsoft });
      expect(await checkDatabase(url, claim)).toMatchObject({
        level: 'error',
        seen: expect.stringContaining('microsoft'),
      });
      await sql('DROP TABLE upgrade_assistant.pace');
      expect(await checkDatabase(url, claim)).toMatchObject({
        level: 'error',
        seen: expect.stringContaining('lacks pace'),
      });
    });
  });

  it('tells that it is not well while the database takes no changes, and well again', async () => {
    const { documents } = await openPostgres({ url });
    expect(await documents.health()).toEqual({ ok: true });
    await sql('ALTER TABLE upgrade_assistant.mark RENAME TO away');
    expect(await documents.health()).toMatchObject({ ok: false, reason: expect.stringContaining('Could not write') });
    await sql('ALTER TABLE upgrade_assistant.away RENAME TO mark');
    expect(await documents.health()).toEqual({ ok: true });
    await documents.close();
  });
});
