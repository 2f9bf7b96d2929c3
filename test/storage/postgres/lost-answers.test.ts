import { once } from 'node:events';
import { createServer, connect as dial, type Server } from 'node:net';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import type { Documents } from '../../../src/storage/documents.js';
import { StorageFailed } from '../../../src/storage/failures.js';
import { openPostgres } from '../../../src/storage/postgres/open.js';
import { describePostgres, newDatabase } from '../../support/postgres/databases.js';
import { note, notes } from '../contract.js';

/** The database does what it is asked, and the way back breaks before its answer has arrived. */

describePostgres('a change whose answer is lost', () => {
  let documents: Documents;
  let proxy: Server;
  /** Answers to statements that hold this text are lost, so many times. */
  const losing = { text: '', times: 0 };

  beforeEach(async () => {
    const url = new URL(await newDatabase());
    const port = Number(url.port);
    proxy = createServer((client) => {
      const database = dial(port, '127.0.0.1');
      let loses = false;
      client.on('data', (asked) => {
        if (losing.times > 0 && asked.includes(losing.text)) {
          loses = true;
          losing.times -= 1;
        }
        database.write(asked);
      });
      database.on('data', (answer) => {
        if (loses) client.destroy();
        else client.write(answer);
      });
      for (const [one, other] of [
        [client, database],
        [database, client],
      ] as const) {
        one.on('error', () => other.destroy());
        one.on('close', () => other.destroy());
      }
    }).listen(0, '127.0.0.1');
    await once(proxy, 'listening');
    const address = proxy.address();
    url.port = typeof address === 'object' && address ? `${address.port}` : '';
    ({ documents } = await openPostgres({ url: url.href, patienceMs: 1_000 }));
  });
  afterEach(async () => {
    losing.times = 0;
    await documents.close();
    proxy.close();
  });

  function lose(text: string, times: number): void {
    Object.assign(losing, { text, times });
  }

  it('is found to have been made, and was made once', async () => {
    lose('INSERT INTO', 1);
    expect(await documents.put(notes, 'a', note('one'), 0)).toMatchObject({ version: 1 });
    lose('UPDATE upgrade_assistant.document', 2);
    expect(await documents.put(notes, 'a', note('two'), 1)).toMatchObject({ version: 2 });
    expect(await documents.get(notes, 'a')).toEqual({ id: 'a', version: 2, value: note('two') });
  });

  it('is not taken for somebody else’s of the same words', async () => {
    await documents.put(notes, 'a', note('same'), 0);
    lose('INSERT INTO', 1);
    await expect(documents.put(notes, 'a', note('same'), 0)).rejects.toMatchObject({ expected: 0, actual: 1 });
  });

  it('is told as failed, with what to do, where the database stays out of reach', async () => {
    lose('INSERT INTO', 1_000);
    await expect(documents.put(notes, 'a', note('one'), 0)).rejects.toThrow(/out of reach: see that it runs/);
    losing.times = 0;
    await expect(documents.put(notes, 'b', note('one'), 0)).resolves.toMatchObject({ version: 1 });
  });

  it('leaves nobody waiting when the store is closed meanwhile', async () => {
    lose('INSERT INTO', 1_000);
    const put = documents.put(notes, 'a', note('one'), 0);
    await Promise.all([expect(put).rejects.toBeInstanceOf(StorageFailed), documents.close()]);
  });
});
