import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { withTable } from '../../../scripts/states-table.js';

describe('the table of states in CONTRIBUTING.md', () => {
  const text = readFileSync(new URL('../../../CONTRIBUTING.md', import.meta.url), 'utf8');

  it('is what the state files say; node scripts/states-table.js writes it anew', () => {
    expect(text).toBe(withTable(text));
  });

  it('changes when a state does', () => {
    expect(withTable(text.replace('`keepOld`', '`giveAway`'))).toBe(text);
  });
});
