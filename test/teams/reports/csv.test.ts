import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { csvRow, type Delimiter } from '../../../src/teams/reports/csv.js';

/** Reads RFC 4180, written apart from what writes it. */
function parse(text: string, delimiter: Delimiter): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at < text.length) {
    let cell = '';
    if (text[at] === '"') {
      for (at += 1; !(text[at] === '"' && text[at + 1] !== '"'); at += 1) {
        if (text[at] === '"') at += 1;
        cell += text[at];
      }
      at += 1;
    } else {
      while (at < text.length && text[at] !== delimiter && text[at] !== '\r') cell += text[at++];
    }
    row.push(cell);
    if (text[at] === delimiter) at += 1;
    else {
      expect(text.slice(at, at + 2)).toBe('\r\n');
      at += 2;
      rows.push(row);
      row = [];
    }
  }
  return rows;
}

const delimiters = fc.constantFrom<Delimiter>(',', ';');
const hostile = fc.string({ unit: fc.constantFrom(...'=+-@\t\r\n",;\' aå1'), maxLength: 12 });
const cells = fc.array(fc.oneof(fc.string(), hostile), { minLength: 1, maxLength: 6 });

describe('a row of CSV', () => {
  it('reads back as it was, save for the mark before what looks like a formula', () => {
    fc.assert(
      fc.property(fc.array(cells, { maxLength: 5 }), delimiters, (rows, delimiter) => {
        const read = parse(rows.map((row) => csvRow(row, delimiter)).join(''), delimiter);
        const unmarked = read.map((row) => row.map((cell) => cell.replace(/^'(?=[=+\-@\t\r\n＝＋－＠])/, '')));
        expect(unmarked).toEqual(rows.map((row) => row.map((cell) => cell.replace(/^'(?=[=+\-@\t\r\n＝＋－＠])/, ''))));
      }),
    );
  });

  it('has no cell that a spreadsheet takes for a formula', () => {
    fc.assert(
      fc.property(cells, delimiters, (row, delimiter) => {
        for (const cell of parse(csvRow(row, delimiter), delimiter)[0] ?? [])
          expect(cell).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]/);
      }),
    );
  });

  it('puts in quotes what either language would split', () => {
    expect(csvRow(['a,b', 'c;d', 'e"f', 'plain'], ';')).toBe('"a,b";"c;d";"e""f";plain\r\n');
  });
});
