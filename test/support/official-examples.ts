import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from '@jest/globals';

/** Payloads that nobody of this project wrote; where they are is said by EXAMPLES_DIR. */

// biome-ignore lint/suspicious/noExplicitAny: answers are JSON from the wire, looked at field by field
type Body = any;

export type OfficialExample = {
  request: { method: string; path: string; body?: Body };
  response: { status: number; headers?: Record<string, string> | null; body?: Body };
};

const examplesDir = process.env.EXAMPLES_DIR;

/** `describe`, where the examples are at hand; else it is said that they are not, and no test is made that needs them. */
export const describeExamples = (what: string, tests: () => void): void =>
  examplesDir ? describe(what, tests) : describe.skip(what, () => it.todo('is held to them where EXAMPLES_DIR is set'));
if (!examplesDir) process.stdout.write('EXAMPLES_DIR is not set: nothing is compared with what Microsoft answers.\n');

/** Names of the examples of an API, without `.json`; none where they are not at hand. */
export function exampleNames(api: string): string[] {
  if (!examplesDir) return [];
  const files = readdirSync(join(examplesDir, api)).filter((file) => file.endsWith('.json'));
  return files.map((file) => file.slice(0, -'.json'.length)).sort();
}

export function officialExample(api: string, name: string): OfficialExample {
  return JSON.parse(readFileSync(join(examplesDir ?? '', api, `${name}.json`), 'utf8')) as OfficialExample;
}

/** An activity as Teams sends it. */
export function officialActivity(name: string): Body {
  return JSON.parse(readFileSync(join(examplesDir ?? '', 'teams', `${name}.json`), 'utf8')).activity;
}
