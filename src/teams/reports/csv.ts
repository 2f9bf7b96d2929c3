/**
 * Rows of comma-separated values as RFC 4180 has them, for a spreadsheet that people open: what somebody typed never
 * becomes a formula.
 * @see https://owasp.org/www-community/attacks/CSV_Injection
 */

export type Delimiter = ',' | ';';

/** Tells Excel that the file is UTF-8. */
export const byteOrderMark = '\uFEFF';

/** One row with its line end. @param delimiter what Excel expects in the reader's language */
export function csvRow(cells: readonly string[], delimiter: Delimiter): string {
  return `${cells.map(cell).join(delimiter)}\r\n`;
}

// The last four are the full-width forms, which some spreadsheets read as the plain ones.
const beginsFormula = /^[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/;
/** Both delimiters, whichever is used: the file may be opened where the other one is expected. */
const needsQuotes = /[",;\r\n\t]|^'|^\s|\s$/;

function cell(text: string): string {
  const harmless = beginsFormula.test(text) ? `'${text}` : text;
  return needsQuotes.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
