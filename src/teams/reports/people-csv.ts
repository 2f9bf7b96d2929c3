import type { Holding, ReportedPerson } from '../../engine/report/outcome.js';
import type { ReportWords } from '../cards/words/report-words.js';
import { byteOrderMark, csvRow } from './csv.js';

/**
 * A row a person, in the reader's language. The heading comes with the first page, once Graph has answered.
 * @param losing whether the new plan lacks something: then the last column says what of it each person had on
 */
export async function* peopleCsv(
  pages: AsyncIterable<readonly ReportedPerson[]>,
  words: ReportWords,
  losing = false,
): AsyncIterable<string> {
  const columns = losing ? [...words.peopleColumns, words.lostColumn] : words.peopleColumns;
  let head = byteOrderMark + csvRow(columns, words.delimiter);
  for await (const people of pages) {
    yield head +
      people
        .map((person) => csvRow([...cellsOf(person, words), ...(losing ? lostBy(person, words) : [])], words.delimiter))
        .join('');
    head = '';
  }
  if (head !== '') yield head;
}

function cellsOf(person: ReportedPerson, words: ReportWords): string[] {
  const { name, signInName, outcome, failure, before, after, unmapped, alsoOff, id } = person;
  return [
    name,
    signInName ?? '',
    words.outcome(outcome),
    failure ? words.reason(failure) : '',
    failure ? words.said(failure.text) : '',
    ...held(before, words),
    ...held(after, words),
    unmapped.map(words.service).join(', '),
    alsoOff.map(words.service).join(', '),
    id,
  ];
}

function lostBy({ lost = [] }: ReportedPerson, words: ReportWords): string[] {
  return [lost.map(words.service).join(', ')];
}

/** The plans, what is off in them, and how they were assigned. */
function held(holdings: readonly Holding[], words: ReportWords): string[] {
  const plans = holdings.map(({ sku }) => words.plan(sku));
  /** With two plans, each says which it is about. */
  const each = (text: (holding: Holding) => string): string =>
    holdings
      .map((holding) => ({ plan: words.plan(holding.sku), said: text(holding) }))
      .filter(({ said }) => said !== '')
      .map(({ plan, said }) => (holdings.length > 1 ? `${plan}: ${said}` : said))
      .join('; ');
  return [
    plans.join(', '),
    each(({ switchedOff }) => switchedOff.map(words.service).join(', ')),
    each(({ direct, groups }) => words.assigned(direct, groups)),
  ];
}
