import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { readTexts } from '../../src/teams/cards/words/texts.js';

describe('a text of the locale file', () => {
  const texts = readTexts('src/locales');
  const [en, sv] = [texts.of('en'), texts.of('sv')];

  it('is the same each time, in its own language', () => {
    for (let n = 0; n < 2; n += 1) {
      expect(en.t('verbs.help')).toBe('Help');
      expect(sv.t('verbs.help')).toBe('Hjälp');
    }
  });

  it('that is not there is an error with its key, also where a parameter is given', () => {
    for (let n = 0; n < 2; n += 1) expect(() => en.t('no.such.key')).toThrow('locale en has no text "no.such.key"');
    expect(() => sv.t('no.such.key', { count: 2 })).toThrow('locale sv has no text "no.such.key"');
  });

  it('that a locale file lacks ends the start, with the file and the key', () => {
    const dir = mkdtempSync(join(tmpdir(), 'locales-'));
    const { verbs, ...rest } = JSON.parse(readFileSync('src/locales/en.json', 'utf8'));
    writeFileSync(join(dir, 'en.json'), JSON.stringify({ verbs, ...rest }));
    const { help: _, ...others } = verbs;
    writeFileSync(join(dir, 'nb.json'), JSON.stringify({ verbs: others, ...rest }));
    expect(() => readTexts(dir)).toThrow(/nb\.json lacks verbs\.help\nAdd them/);
    writeFileSync(join(dir, 'nb.json'), JSON.stringify({ verbs, ...rest }));
    expect(readTexts(dir).of('nb').t('verbs.help')).toBe('Help');
  });

  it('is not shown with a hole in it', () => {
    expect(() => en.t('common.fallback')).toThrow('locale en: no value for {{title}}');
  });
});
