import { mkdtemp, readdir, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createKnowledge } from '../../src/knowledge/index.js';
import { type Learned, learnedIn, learningInto, nameOf } from '../../src/knowledge/learned.js';

const tea = {
  id: 'tea',
  question: { en: 'When is there tea?', sv: 'När är det te?' },
  answer: { en: 'At four.', sv: 'Klockan fyra.' },
  alternatives: { en: ['tea time', 'hour of tea'], sv: ['tedags', 'tid för te'] },
  link: 'https://learn.microsoft.com/tea',
  source: { page: 'https://learn.microsoft.com/tea', read: '2026-11-28' },
};
const rent = { ...tea, id: 'rent', question: { en: 'What is the rent?', sv: 'Vad är hyran?' } };

describe('what was learned when the program was built', () => {
  let folder: string;
  let entries: string;
  let made: number;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'learned-'));
    entries = await mkdtemp(join(tmpdir(), 'entries-'));
    made = 0;
    await write('tea.json', [tea, { ...rent, alternatives: { en: ['price of the flat'], sv: ['månadshyra'] } }]);
  });
  afterEach(() => Promise.all([folder, entries].map((each) => rm(each, { recursive: true }))));

  const write = (name: string, content: unknown) => writeFile(join(entries, name), JSON.stringify(content));
  /** What lies in the folder, and counts what has to be made all the same. */
  const counted = (): Learned => ({ ...learnedIn(folder), keep: () => (made += 1) });
  function ask(learned: Learned) {
    const knowledge = createKnowledge({ folder: entries, learned });
    return ['tea time', 'flat hour', 'tee tme', 'somethng else'].map((one) => knowledge.ask(one, 'en'));
  }
  function build() {
    const learning = learningInto(folder);
    for (const _ of createKnowledge({ folder: entries, learned: learning }).preparing());
    learning.tidy();
  }

  it('gives the answers that what is learned now gives', () => {
    const now = ask({ index: () => undefined });
    expect(now[0]).toMatchObject({ is: 'answer', entry: { id: 'tea' } });
    build();
    expect(ask(counted())).toEqual(now);
    expect(made).toBe(0);
  });

  it('is not taken for another knowledge', async () => {
    build();
    await write('tea.json', [{ ...tea, alternatives: { en: ['cup of char'], sv: ['fika'] } }]);
    const [reply] = ask(counted());
    expect(reply).toEqual(ask({ index: () => undefined })[0]);
    expect(made).toBeGreaterThan(0);
  });

  it('is named after its language, its stemmer, and every file that has a part in it', async () => {
    const stemmer = (name: string) => join(folder, name);
    await writeFile(stemmer('a'), 'a');
    await writeFile(stemmer('b'), 'b');
    const sources = await mkdtemp(join(folder, 'sources-'));
    const name = (language: string, file: string) =>
      nameOf([sources, entries], { language, stemmerFile: stemmer(file) });
    const names = [name('en', 'a'), name('sv', 'a'), name('en', 'b')];
    await writeFile(join(sources, 'reads.ts'), 'reads');
    names.push(name('en', 'a'));
    await writeFile(join(sources, 'reads.ts'), 'reads otherwise');
    names.push(name('en', 'a'));
    await write('more.json', []);
    names.push(name('en', 'a'));
    expect(new Set(names).size).toBe(names.length);
    expect(name('en', 'a')).toBe(names.at(-1));
  });

  it('is made anew where the file is cut off', async () => {
    build();
    const now = ask(counted());
    for (const name of await readdir(folder)) await truncate(join(folder, name), 400);
    expect(ask(counted())).toEqual(now);
    expect(made).toBeGreaterThan(0);
  });

  it('is kept alone', async () => {
    await writeFile(join(folder, 'older'), '');
    build();
    const name = expect.stringMatching(/^[0-9a-f]{64}$/);
    expect(await readdir(folder)).toEqual([name, name]);
  });

  it('is made ready for every language a little at a time, and whole for whoever asks meanwhile', () => {
    const knowledge = createKnowledge({ folder: entries, learned: counted() });
    const preparing = knowledge.preparing();
    for (let step = 0; step < 2; step += 1) preparing.next();
    expect(made).toBe(0);
    knowledge.ask('tea time', 'en');
    const asked = made;
    expect(asked).toBeGreaterThan(0);
    for (const _ of preparing);
    expect(made).toBe(2);
    knowledge.ask('tedags', 'sv');
    expect(made).toBe(2);
  });

  it('is all that questions need of the knowledge that is delivered', () => {
    const delivered: Learned = { ...learnedIn(), keep: () => (made += 1) };
    for (const _ of createKnowledge({ learned: delivered }).preparing());
    expect(made).toBe(0);
  });
});
