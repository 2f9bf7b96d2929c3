import { isCountry } from '../../../upgrade/order/countries.js';
import { languages } from '../../cards/words/languages.js';
import { lower } from './vocabulary.js';

const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];

/** Every country's code by its name in each of the languages; made when somebody first writes one. */
let codeByName: ReadonlyMap<string, string> | undefined;

function namesOfCountries(): ReadonlyMap<string, string> {
  const codes = letters.flatMap((one) => letters.map((other) => one + other)).filter(isCountry);
  const names = languages.map((language) => new Intl.DisplayNames(language, { type: 'region' }));
  return new Map(codes.flatMap((code) => names.map((name) => [lower(name.of(code) ?? code), code] as const)));
}

/**
 * A country by its two letters or its name in any of the languages.
 * @returns its ISO 3166-1 alpha-2 code; undefined where no country is called so
 */
export function countryFrom(text: string): string | undefined {
  const said = text.trim();
  const code = said.toUpperCase();
  if (isCountry(code)) return code;
  codeByName ??= namesOfCountries();
  return codeByName.get(lower(said));
}
