import { afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Kind } from '../../../src/storage/documents.js';
import { Duty } from '../../../src/storage/duty.js';
import type { ChangedElsewhere } from '../../../src/storage/peers.js';
import { openPostgres, type PostgresStore } from '../../../src/storage/postgres/open.js';
import { describePostgres, inDatabase, newDatabase } from '../../support/postgres/databases.js';
import { note, notes } from '../contract.js';

const told: Kind<ReturnType<typeof note>> = { ...notes, name: 'told', told: true };
const never = new AbortController().signal;

describePostgres('processes on one PostgreSQL', () => {
  let url: string;
  let one: PostgresStore;
  let other: PostgresStore;
  beforeAll(async () => {
    url = await newDatabase();
  });
  beforeEach(async () => {
    [one, other] = [await openPostgres({ url }), await openPostgres({ url })];
    await inDatabase(url, (client) => client.query('TRUNCATE upgrade_assistant.document, upgrade_assistant.pace'));
  });
  afterEach(async () => {
    await one.documents.close();
    await other.documents.close();
  });

  /** Ends every connection to the database, as its restart does. */
  const breakConnections = () =>
    inDatabase(url, (client) =>
      client.query(
        'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
      ),
    );

  describe('have what only one may have', () => {
    it('one after the other', async () => {
      const mine = await one.peers.hold('x', never);
      const asked = other.peers.hold('x', never);
      expect(await Promise.race([asked, pause(700)])).toBe('nothing yet');
      await mine?.release();
      expect((await asked)?.lost.aborted).toBe(false);
    });

    it('each by its name', async () => {
      const claims = await Promise.all([one.peers.hold('x', never), other.peers.hold('y', never)]);
      expect(claims.map((claim) => claim?.lost.aborted)).toEqual([false, false]);
    });

    it('no longer when their store is closed', async () => {
      const mine = await one.peers.hold('x', never);
      await one.documents.close();
      expect(mine?.lost.aborted).toBe(true);
      expect(await other.peers.hold('x', never)).toBeDefined();
    });

    it('no longer when their connection breaks, and know it', async () => {
      const mine = await one.peers.hold('x', never);
      const lost = mine && aborted(mine.lost);
      await breakConnections();
      await lost;
      expect(await other.peers.hold('x', never)).toBeDefined();
    });

    it('not once they do not wait for it any more', async () => {
      const mine = await one.peers.hold('x', never);
      const waiting = new AbortController();
      const asked = other.peers.hold('x', waiting.signal);
      waiting.abort();
      expect(await asked).toBeUndefined();
      await mine?.release();
      expect(await other.peers.hold('x', AbortSignal.abort())).toBeUndefined();
      expect(await one.peers.hold('x', never)).toBeDefined();
    });

    it('as a duty, which is taken anew with what is remembered of it cleared', async () => {
      const duty = new Duty(one.peers, 'work');
      let taken = 0;
      duty.onTaken(() => {
        taken += 1;
      });
      await duty.whenMine(never);
      expect([duty.isMine, taken]).toEqual([true, 1]);
      const waiting = new Duty(other.peers, 'work');
      const stop = new AbortController();
      const asked = waiting.whenMine(stop.signal);
      stop.abort();
      await asked;
      expect(waiting.isMine).toBe(false);
      const ended = aborted(duty.ends);
      await breakConnections();
      await ended;
      expect(duty.isMine).toBe(false);
      await waiting.letGo();
      await duty.whenMine(never);
      expect([duty.isMine, taken]).toEqual([true, 2]);
      await duty.letGo();
    });
  });

  describe('tell each other', () => {
    it('which documents they changed, where their kind says so, and not themselves', async () => {
      const heard: ChangedElsewhere[] = [];
      const own: ChangedElsewhere[] = [];
      const done = heardOf(other, heard, 2);
      one.peers.onChanged((changed) => own.push(changed));
      await one.documents.put(notes, 'quiet', note('x'), 0);
      await one.documents.put(told, 'a', note('x'), 0);
      await one.documents.put(told, 'a', note('y'), 1);
      await done;
      expect(heard).toEqual([
        { kind: 'told', id: 'a' },
        { kind: 'told', id: 'a' },
      ]);
      expect(own).toEqual([]);
    });

    it('nothing of a change that was not made', async () => {
      const heard: ChangedElsewhere[] = [];
      await one.documents.put(told, 'a', note('x'), 0);
      await pause(50);
      const done = heardOf(other, heard, 1);
      await expect(one.documents.put(told, 'a', note('y'), 7)).rejects.toThrow('expected version 7');
      await one.documents.put(told, 'b', note('y'), 0);
      await done;
      expect(heard).toEqual([{ kind: 'told', id: 'b' }]);
    });

    it('about a topic, themselves at once', async () => {
      const heard: string[] = [];
      const done = new Promise<void>((resolve) => other.peers.on('news', (about) => resolve(void heard.push(about))));
      one.peers.on('news', (about) => heard.push(`own ${about}`));
      one.peers.tell('news', 'å');
      expect(heard).toEqual(['own å']);
      await done;
      expect(heard).toEqual(['own å', 'å']);
    });

    it('that anything may have changed where they could not be heard, and hear again', async () => {
      const heard: ChangedElsewhere[] = [];
      const done = heardOf(other, heard, 1);
      await breakConnections();
      await done;
      expect(heard).toEqual(['unknown']);
      const again = heardOf(other, heard, 2);
      await one.documents.put(told, 'c', note('x'), 0);
      await again;
      expect(heard.at(-1)).toEqual({ kind: 'told', id: 'c' });
    });

    it('and do not mind what others tell on the same database', async () => {
      const heard: ChangedElsewhere[] = [];
      const done = heardOf(other, heard, 1);
      await inDatabase(url, async (client) => {
        for (const text of ['', '{', '[]', '{"from":"x","topic":"document","about":"{"}'])
          await client.query("SELECT pg_notify('upgrade_assistant', $1)", [text]);
      });
      await one.documents.put(told, 'd', note('x'), 0);
      await done;
      expect(heard).toEqual([{ kind: 'told', id: 'd' }]);
    });
  });

  describe('count together how fast a person takes turns', () => {
    const limit = { turns: 2, windowMs: 60_000 };
    it('and tell them once that it is too fast', async () => {
      const take = (store: PostgresStore, who = 'alex', what = 'turns') => store.paces.take(what, who, limit);
      const paces = [await take(one), await take(other), await take(one), await take(other)];
      expect(paces).toEqual(['fine', 'fine', 'over', 'stillOver']);
      expect([await take(one, 'megan'), await take(one, 'alex', 'welcomes')]).toEqual(['fine', 'fine']);
    });

    it('for as long as the time that counts', async () => {
      const short = { turns: 1, windowMs: 30 };
      expect(await one.paces.take('turns', 'alex', short)).toBe('fine');
      await pause(60);
      expect(await other.paces.take('turns', 'alex', short)).toBe('fine');
    });
  });

  it('go on when the connections to the database break', async () => {
    await one.documents.put(notes, 'a', note('before'), 0);
    await breakConnections();
    expect(await one.documents.put(notes, 'a', note('after'), 1)).toMatchObject({ version: 2 });
    expect(await other.documents.get(notes, 'a')).toMatchObject({ version: 2, value: note('after') });
  });

  it('let exactly one of many simultaneous changes win', async () => {
    await one.documents.put(notes, 'a', note('base'), 0);
    const puts = Array.from({ length: 20 }, (_, n) => (n % 2 ? one : other).documents.put(notes, 'a', note(`${n}`), 1));
    const results = await Promise.allSettled(puts);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await one.documents.get(notes, 'a')).toMatchObject({ version: 2 });
  });
});

const aborted = (signal: AbortSignal) => new Promise((resolve) => signal.addEventListener('abort', resolve));

function pause(ms: number): Promise<'nothing yet'> {
  return new Promise((resolve) => setTimeout(() => resolve('nothing yet'), ms));
}

/** Notes what a store hears of others; resolves once that is so much. */
function heardOf({ peers }: PostgresStore, heard: ChangedElsewhere[], count: number): Promise<void> {
  return new Promise((resolve) => {
    peers.onChanged((changed) => {
      heard.push(changed);
      if (heard.length >= count) resolve();
    });
  });
}
