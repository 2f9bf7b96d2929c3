import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, it } from '@jest/globals';
import { describeExamples, exampleNames } from '../../../support/official-examples.js';

const tests = import.meta.dirname;

/** Every example that one of the tests beside this one names. */
function replayedHere(): string[] {
  const texts = readdirSync(tests)
    .filter((file) => file.endsWith('.test.ts') && file !== basename(import.meta.filename))
    .map((file) => readFileSync(join(tests, file), 'utf8'));
  return texts.flatMap((text) => text.match(/[a-z-]+--\d+/g) ?? []);
}

const inFolder = () => exampleNames('partner-center');

describeExamples('the examples', () => {
  it('are replayed, every one', () => {
    const here = new Set(replayedHere());
    expect(inFolder().filter((name) => !here.has(name))).toEqual([]);
    expect(inFolder().length).toBeGreaterThan(0);
  });

  it('that are named are there', () => {
    const there = new Set(inFolder());
    expect(replayedHere().filter((name) => !there.has(name))).toEqual([]);
  });
});
