import { mkdtemp, readdir, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Feature } from '../../src/knowledge/features.js';
import { createGuesser } from '../../src/knowledge/guesser.js';
import { createKnowledge } from '../../src/knowledge/index.js';
import { type Learned, learnedIn, learningInto } from '../../src/knowledge/learned.js';

const featuresIn = (text: string): Feature[] =>
  text.split(' ').map((name) => ({ name, weight: 1, kind: 'meaning' as const }));
const groupsOf = (...groups: string[][]) => groups.map((wordings) => wordings.map(featuresIn));
const groups = groupsOf(
  ['what does it cost', 'what is the price', 'price it'],
  ['when does it end', 'when is the end', 'end it when'],
);
const question = featuresIn('what does the price end');

describe('what was learned when the program was built', () => {
  let folder: string;
  let learnt: number;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'learned-'));
    learnt = 0;
  });
  afterEach(() => rm(folder, { recursive: true }));

  /** What lies in the folder, and counts what has to be learned all the same. */
  const counted = (): Learned => ({ ...learnedIn(folder), keep: () => (learnt += 1) });
  const build = (of = groups) => createGuesser(of, learningInto(folder));

  it('is what would be learned now', () => {
    const now = build()(question);
    expect(createGuesser(groups, counted())(question)).toEqual(now);
    expect(learnt).toBe(0);
    expect(now.reduce((sum, one) => sum + one, 0)).toBeCloseTo(1);
  });

  it.each([
    ['a wording more', groupsOf(['what does it cost', 'what is the price', 'price it', 'cost it'], ['end it when'])],
    ['the wordings in other groups', [...groups].reverse()],
    ['a feature that weighs more', groups.map((own) => own.map((one) => one.map((f) => ({ ...f, weight: 2 }))))],
  ])('is not taken for another knowledge: %s', (_, other) => {
    build();
    expect(createGuesser(other, counted())(question)).toEqual(
      createGuesser(other, { weights: () => undefined })(question),
    );
    expect(learnt).toBe(1);
  });

  it('is learned anew where the file is cut off', async () => {
    const now = build()(question);
    const [name = ''] = await readdir(folder);
    await truncate(join(folder, name), 8);
    expect(createGuesser(groups, counted())(question)).toEqual(now);
    expect(learnt).toBe(1);
  });

  it('is kept alone', async () => {
    await writeFile(join(folder, 'older'), '');
    const learning = learningInto(folder);
    createGuesser(groups, learning);
    learning.tidy();
    expect(await readdir(folder)).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/)]);
  });

  it('is made ready for every language a little at a time, and whole for whoever asks meanwhile', () => {
    const made: string[] = [];
    const weights: Learned['weights'] = (from, size) => {
      made.push(from);
      return new Float32Array(size);
    };
    const knowledge = createKnowledge({ learned: { weights } });
    const preparing = knowledge.preparing();
    for (let step = 0; step < 5; step += 1) preparing.next();
    expect(made).toHaveLength(0);
    knowledge.ask('what does it cost', 'en');
    const asked = made.length;
    expect(asked).toBeGreaterThan(0);
    for (const _ of preparing);
    expect(new Set(made).size).toBe(3);
    knowledge.ask('was kostet es', 'de');
    expect(made).toHaveLength(3);
  });
});
