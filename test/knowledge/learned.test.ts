import { cp, mkdtemp, readdir, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createKnowledge } from '../../src/knowledge/index.js';
import { contentsOf, type Learned, learnedIn, learningInto, nameOf } from '../../src/knowledge/learned.js';

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
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'learned-'));
    entries = await mkdtemp(join(tmpdir(), 'entries-'));
    await write('tea.json', [tea, { ...rent, alternatives: { en: ['price of the flat'], sv: ['månadshyra'] } }]);
    await writeFile(join(folder, 'older'), '');
    const learning = learningInto(folder);
    for (const _ of createKnowledge({ folder: entries, learned: learning }).preparing());
    learning.tidy();
  });
  beforeEach(() => {
    made = 0;
  });
  afterAll(() => Promise.all([folder, entries].map((each) => rm(each, { recursive: true }))));

  const write = (name: string, content: unknown, into = entries) =>
    writeFile(join(into, name), JSON.stringify(content));
  /** What lies in a folder, and counts what has to be made all the same. */
  const counted = (there = folder): Learned => ({ ...learnedIn(there), keep: () => (made += 1) });
  function ask(learned: Learned, ...questions: string[]) {
    const knowledge = createKnowledge({ folder: entries, learned });
    return questions.map((one) => knowledge.ask(one, 'en'));
  }

  it('gives the answers that what is learned now gives', () => {
    const questions = ['tea time', 'flat hour', 'tee tme', 'somethng else'];
    const now = ask({ index: () => undefined }, ...questions);
    expect(now[0]).toMatchObject({ is: 'answer', entry: { id: 'tea' } });
    expect(ask(counted(), ...questions)).toEqual(now);
    expect(made).toBe(0);
  });

  it('is not taken for another knowledge', async () => {
    const others = await mkdtemp(join(folder, 'others-'));
    await write('tea.json', [{ ...tea, alternatives: { en: ['cup of char'], sv: ['fika'] } }, rent], others);
    const reply = createKnowledge({ folder: others, learned: counted() }).ask('cup of char', 'en');
    expect(reply).toMatchObject({ is: 'answer', entry: { id: 'tea' } });
    expect(made).toBe(1);
    await rm(others, { recursive: true });
  });

  it('is named after its language, its stemmer, and every file that has a part in it', async () => {
    const there = await mkdtemp(join(tmpdir(), 'named-'));
    const put = (name: string, text: string) => writeFile(join(there, name), text);
    await put('english.cjs', 'a');
    await put('swedish.cjs', 'b');
    const name = (language = 'en', stemmer = 'english.cjs') =>
      nameOf(contentsOf([there, entries]), { language, stemmerFile: join(there, stemmer) });
    const names = [name(), name('sv'), name('en', 'swedish.cjs')];
    for (const [file, text] of Object.entries({ 'reads.ts': 'so', 'finds.ts': 'so', 'tea.json': '[]' })) {
      await put(file, text);
      names.push(name());
      await put(file, `${text} `);
      names.push(name());
    }
    expect(new Set(names).size).toBe(names.length);
    expect(name()).toBe(names.at(-1));
    await rm(there, { recursive: true });
  });

  it('is made anew where the file is cut off', async () => {
    const cut = await mkdtemp(join(tmpdir(), 'cut-off-'));
    await cp(folder, cut, { recursive: true });
    for (const name of await readdir(cut)) await truncate(join(cut, name), 400);
    expect(ask(counted(cut), 'tea time')).toEqual(ask(counted(), 'tea time'));
    expect(made).toBe(1);
    await rm(cut, { recursive: true });
  });

  it('is kept alone', async () => {
    const name = expect.stringMatching(/^[0-9a-f]{64}$/);
    expect(await readdir(folder)).toEqual([name, name]);
  });

  it('is made ready for every language a little at a time, and whole for whoever asks meanwhile', () => {
    const nothing = { ...counted(), index: () => undefined };
    const knowledge = createKnowledge({ folder: entries, learned: nothing });
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
