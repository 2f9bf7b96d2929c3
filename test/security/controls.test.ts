import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { security } from './rights-of.js';

/** The pages on security name only what there is: tests, files and commands. */

const pages = ['docs/incident.md', 'docs/key-compromise.md'];
const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

function controls(): { control: string; file: string; test: string }[] {
  const [, table = ''] = /<!-- controls -->\n(.*)\n<!-- \/controls -->/s.exec(security()) ?? [];
  return table
    .split('\n')
    .slice(2)
    .map((row) => {
      const [control = '', file = '', test = ''] = row
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim());
      return { control, file: file.replaceAll('`', ''), test };
    });
}

/** The titles of the tests in a file, as they are written. */
function titlesIn(file: string): Set<string> {
  const calls = read(file).matchAll(/\(\s*(['"`])(.+?)\1,\s*(?:async )?\(/g);
  return new Set([...calls].map(([, , title = '']) => title));
}

describe('SECURITY.md', () => {
  it('names a test for each control, and each is there under that name', () => {
    expect(controls().length).toBeGreaterThan(25);
    const missing = controls().filter(({ file, test }) => !existsSync(file) || !titlesIn(file).has(test));
    expect(missing).toEqual([]);
  });

  it('could not name one that is not there', () => {
    expect(titlesIn('test/security/controls.test.ts').has('could not name one that is not there')).toBe(true);
    expect(titlesIn('test/security/controls.test.ts').has('is shown everything')).toBe(false);
  });
});

describe.each(pages)('%s', (page) => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };

  it('names only commands that there are', () => {
    const named = [...read(page).matchAll(/npm run ([\w:]+)/g)].map(([, name = '']) => name);
    expect(named.length).toBeGreaterThan(3);
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });

  it('names only values of the environment, and events of the log, that there are', () => {
    const known = read('.env.example');
    const values = [...read(page).matchAll(/`([A-Z][A-Z_]{5,})(?:=[^`]*)?`/g)].map(([, name = '']) => name);
    expect(values.filter((name) => !known.includes(name))).toEqual([]);
    const events = [...read(page).matchAll(/"event":"(\w+)"/g)].map(([, name = '']) => name);
    const told = ['audit', 'action', 'forgotten', 'kept'];
    expect(events.filter((name) => !told.includes(name))).toEqual([]);
  });
});
