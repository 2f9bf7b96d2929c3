const regionNames = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });

/** Codes that runtimes can name though ISO 3166-1 gives them to no country: reserved, or for private use. */
const notCountries = ['AC', 'CP', 'CQ', 'DG', 'EA', 'EU', 'EZ', 'IC', 'QO', 'TA', 'UN', 'XA', 'XB', 'XK', 'ZZ'];

/** Whether `code` is an ISO 3166-1 alpha-2 code, in capitals, of a country or territory that exists. */
export function isCountry(code: string): boolean {
  if (!/^[A-Z]{2}$/.test(code) || notCountries.includes(code)) return false;
  // Codes that were withdrawn are still named, by way of the code that took their place.
  return new Intl.Locale(`und-${code}`).region === code && regionNames.of(code) !== undefined;
}
