import { describe, expect, it } from '@jest/globals';
import { readLanguage } from '../../src/knowledge/language-words.js';
import { createTermReader } from '../../src/knowledge/terms.js';

const swedish = createTermReader(readLanguage('sv'), ['Krävs en kreditkontroll vid köp?']);
const english = createTermReader(readLanguage('en'), ['Is a credit check needed to buy?']);
const terms = (read: typeof swedish, text: string) => read(text).terms.map(({ term }) => term);

describe('reading a question', () => {
  it('finds one meaning behind the words of both languages', () => {
    expect(terms(english, 'licences')).toEqual(terms(swedish, 'licenserna'));
    expect(terms(english, 'credit check')).toEqual(terms(swedish, 'kreditkoll'));
  });

  it('takes Swedish compounds apart', () => {
    expect(terms(swedish, 'fakturabetalning')).toEqual(terms(swedish, 'faktura betalning'));
    expect(terms(swedish, 'uppgraderingsknappen')).toEqual(terms(swedish, 'uppgradering knappen'));
  });

  it('reads a misspelt word as the known one', () => {
    expect(terms(english, 'licnces')).toEqual(terms(english, 'licences'));
    expect(terms(swedish, 'abbonnemang')).toEqual(terms(swedish, 'abonnemang'));
  });

  it('does not take å, ä and ö for slips when they make another word', () => {
    expect(terms(swedish, 'tåg')).not.toEqual(terms(swedish, 'tag'));
  });

  it('leaves out the words that say nothing', () => {
    expect(terms(english, 'please could you tell me what that is')).toEqual([]);
  });
});
