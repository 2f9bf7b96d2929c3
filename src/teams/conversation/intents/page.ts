import { anyOfTexts, saidFor } from './said.js';
import { lower } from './vocabulary.js';

const page = new RegExp(`^(?:${anyOfTexts(saidFor('page'))})\\s+(\\d{1,3})$`);

/** The page of a card that is turned to with "page 2", from 1; undefined when it is something else. */
export function pageNamed(text: string): number | undefined {
  const number = page.exec(lower(text))?.[1];
  return number === undefined ? undefined : Number(number);
}
