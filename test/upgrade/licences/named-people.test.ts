import { describe, expect, it } from '@jest/globals';
import { meantNames, namedLines, nameKey, possibleNames } from '../../../src/upgrade/licences/named-people.js';

const read = (text: string, known: readonly string[] = []): string[] => {
  const keys = new Set(known.map(nameKey));
  return meantNames(namedLines(text), (key) => keys.has(key));
};

describe('names that an admin writes', () => {
  it.each([
    ['Adele Vance', ['Adele Vance']],
    ['Adele Vance, Megan Bowen', ['Adele Vance', 'Megan Bowen']],
    ['Adele Vance\nMegan Bowen\r\n\n', ['Adele Vance', 'Megan Bowen']],
    ['adele@contoso.com; Megan  Bowen ,', ['adele@contoso.com', 'Megan Bowen']],
    ['Adele Vance, ADELE VANCE', ['ADELE VANCE']],
    [' , ;\n', []],
  ])('are read from %j', (text, names) => {
    expect(read(text)).toEqual(names);
  });

  it('may hold a comma themselves, where somebody is called so', () => {
    const known = ['Vance, Adele', 'Bowen, Megan'];
    expect(read('Vance, Adele, Bowen, Megan', known)).toEqual(known);
    expect(read('Vance, Adele\nMegan Bowen', known)).toEqual(['Vance, Adele', 'Megan Bowen']);
  });

  it('are all looked for, alone and with the one after', () => {
    expect([...possibleNames(namedLines('Vance, Adele\nÅsa Ek'))]).toEqual([
      'vance',
      'vance, adele',
      'adele',
      'åsa ek',
    ]);
  });

  it('are the same however their accents are encoded', () => {
    expect(nameKey('A\u030asa EK')).toBe(nameKey('\u00c5sa Ek'));
  });
});
