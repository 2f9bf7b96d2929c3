import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Documents } from '../../../src/storage/documents.js';
import { StorageFull } from '../../../src/storage/failures.js';
import { newFollower } from '../../../src/teams/people/follower.js';
import { Followers } from '../../../src/teams/people/followers.js';
import { type TemporaryFolder, temporaryFolder } from '../../storage/lowdb/temporary-folder.js';

const live = (activityId: string) => ({ runId: 'run', activityId, news: null, note: null, shownBy: '' });

describe('what is noted of a person', () => {
  let folder: TemporaryFolder;
  let documents: Documents;
  let puts: number;
  let isFull: boolean;
  let warned: string[];
  let followers: Followers;
  beforeEach(async () => {
    folder = await temporaryFolder();
    const kept = await folder.open();
    [puts, isFull, warned] = [0, false, []];
    documents = {
      ...kept,
      put: (...what) => {
        puts += 1;
        return isFull ? Promise.reject(new StorageFull('no room')) : kept.put(...what);
      },
    };
    followers = new Followers(documents, { warn: (_: unknown, words?: string) => warned.push(words ?? '') } as never);
    await followers.keep('contoso', 'alex', () => newFollower('contoso', 'alex'));
    puts = 0;
  });
  afterEach(() => folder.end());
  const onDisk = () => new Followers(documents).get('contoso', 'alex');

  it('counts at once, and is written later, once for all of it', async () => {
    for (const id of ['1', '2', '3']) await followers.note('contoso', 'alex', (now) => ({ ...now, live: live(id) }));
    await followers.note('contoso', 'alex', (now) => ({ ...now, locale: 'sv-SE' }));
    expect(await followers.get('contoso', 'alex')).toMatchObject({ locale: 'sv-SE', live: { activityId: '3' } });
    for await (const one of followers.all('contoso')) expect(one.locale).toBe('sv-SE');
    expect([puts, (await onDisk())?.live]).toEqual([0, null]);
    await followers.settle();
    expect([puts, await onDisk()]).toEqual([1, expect.objectContaining({ locale: 'sv-SE', live: live('3') })]);
    await followers.settle();
    expect(puts).toBe(1);
  });

  it('goes to the disk by itself within a second or two', async () => {
    await followers.note('contoso', 'alex', (now) => ({ ...now, locale: 'sv-SE' }));
    for (const end = Date.now() + 20_000; (await onDisk())?.locale !== 'sv-SE'; ) {
      if (Date.now() > end) throw new Error('it was not written');
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  });

  it('says who may be looking at a run: all but whoever was shown none a moment ago', async () => {
    const time = { at: 0, now: () => time.at };
    followers = new Followers(documents, undefined, time);
    await followers.keep('contoso', 'megan', (now) => now);
    const shown = () => followers.maybeShown('contoso', ['alex', 'megan']);
    expect(shown()).toEqual(['alex', 'megan']);
    for (const id of ['alex', 'megan']) await followers.get('contoso', id);
    expect(shown()).toEqual([]);
    await followers.note('contoso', 'megan', (now) => ({ ...now, live: live('1') }));
    expect(shown()).toEqual(['megan']);
    await followers.get('contoso', 'megan');
    expect(shown()).toEqual(['megan']);
    time.at += 1_001;
    expect(shown()).toEqual(['alex', 'megan']);
  });

  it('says it of whoever was shown none when they were read last, where no other process writes', async () => {
    const time = { at: 0, now: () => time.at };
    followers = new Followers(documents, undefined, time, true);
    await followers.keep('contoso', 'megan', (now) => now);
    const shown = (...ids: string[]) => followers.maybeShown('contoso', ids);
    expect(shown('alex', 'megan')).toEqual(['alex', 'megan']);
    for (const id of ['alex', 'megan']) await followers.get('contoso', id);
    expect(shown('alex', 'megan')).toEqual([]);
    time.at += 3_600_000;
    expect(shown('alex', 'megan')).toEqual([]);
    expect(shown('alex', 'adele', 'megan')).toEqual(['adele']);
    await followers.keep('contoso', 'megan', (now) => ({ ...now, live: live('1') }));
    expect(shown('alex', 'megan')).toEqual(['megan']);
    await followers.get('contoso', 'megan');
    expect(shown('alex', 'megan')).toEqual(['megan']);
  });

  it('is nothing where nothing is new, and of whom nothing is kept', async () => {
    await followers.note('contoso', 'alex', (now) => ({ ...now, locale: now.locale }));
    await followers.note('contoso', 'megan', (now) => ({ ...now, locale: 'sv-SE' }));
    await followers.settle();
    expect([puts, await followers.get('contoso', 'megan')]).toEqual([0, undefined]);
  });

  it('goes to the disk with what must be there before anybody is told', async () => {
    await followers.note('contoso', 'alex', (now) => ({ ...now, live: live('1') }));
    await followers.change('contoso', 'alex', (now) => ({ ...now, languageChoice: 'sv' }));
    expect([puts, await onDisk()]).toEqual([1, expect.objectContaining({ languageChoice: 'sv', live: live('1') })]);
    await followers.settle();
    expect(puts).toBe(1);
  });

  it('is made anew on what another process has written meanwhile', async () => {
    await followers.note('contoso', 'alex', (now) => ({ ...now, live: live('1') }));
    await new Followers(documents).change('contoso', 'alex', (now) => ({ ...now, languageChoice: 'de' }));
    expect(await followers.get('contoso', 'alex')).toMatchObject({ languageChoice: 'de', live: live('1') });
    await followers.settle();
    expect(await onDisk()).toMatchObject({ languageChoice: 'de', live: live('1') });
  });

  it('does not bring anybody back who was forgotten', async () => {
    await followers.note('contoso', 'alex', (now) => ({ ...now, live: live('1') }));
    await new Followers(documents).remove('contoso', 'alex');
    expect(await followers.get('contoso', 'alex')).toBeUndefined();
    await followers.settle();
    await followers.keep('contoso', 'alex', () => newFollower('contoso', 'alex'));
    expect(await followers.get('contoso', 'alex')).toMatchObject({ live: null });
  });

  it('stays, and is told of, while the disk is full', async () => {
    await followers.note('contoso', 'alex', (now) => ({ ...now, live: live('1') }));
    isFull = true;
    await followers.settle();
    expect([warned.length, await followers.get('contoso', 'alex')]).toEqual([
      1,
      expect.objectContaining({ live: live('1') }),
    ]);
    isFull = false;
    await followers.settle();
    expect(await onDisk()).toMatchObject({ live: live('1') });
  });
});

describe('how people were lately', () => {
  let folder: TemporaryFolder;
  let gets: number;
  let now: number;
  let followers: Followers;
  let elsewhere: Followers;
  beforeEach(async () => {
    folder = await temporaryFolder();
    const documents = await folder.open();
    [gets, now] = [0, 1_000_000];
    const counted: Documents = {
      ...documents,
      get: (...what) => {
        gets += 1;
        return documents.get(...what);
      },
    };
    followers = new Followers(counted, undefined, { now: () => now });
    elsewhere = new Followers(documents);
    for (const id of ['alex', 'megan']) await followers.keep('contoso', id, () => newFollower('contoso', id));
  });
  afterEach(() => folder.end());
  const named = async () => (await followers.lately('contoso', ['alex', 'adele', 'megan'])).map(({ name }) => name);
  const call = (who: Followers, id: string, name: string) => who.keep('contoso', id, (one) => ({ ...one, name }));

  it('is read once for a few seconds, and after that again', async () => {
    await named();
    gets = 0;
    await call(elsewhere, 'alex', 'Alex');
    expect([await named(), gets]).toEqual([['', ''], 0]);
    now += 5_001;
    expect([await named(), gets]).toEqual([['Alex', ''], 3]);
    // A clock that is set back makes nothing last longer.
    await call(elsewhere, 'megan', 'Megan');
    now -= 3_600_000;
    expect(await named()).toEqual(['Alex', 'Megan']);
  });

  it('is as they are now where that changed here', async () => {
    await named();
    await call(followers, 'alex', 'Alex');
    await call(followers, 'adele', 'Adele');
    expect(await named()).toEqual(['Alex', 'Adele', '']);
    await followers.note('contoso', 'megan', (one) => ({ ...one, name: 'Megan' }));
    await followers.remove('contoso', 'adele');
    expect(await named()).toEqual(['Alex', 'Megan']);
    await followers.change('contoso', 'megan', (one) => ({ ...one, name: 'Megan B.' }));
    expect(await named()).toEqual(['Alex', 'Megan B.']);
  });
});
