import { BoundedMap } from './bounded-map.js';

/** Names come from outside, and an Intl object costs more to make than a card to fill. */
const seen = new BoundedMap<string, boolean>(1_000);

/** Whether a name is that of a time zone, as Intl knows them. */
export function isTimeZone(name: string | undefined): name is string {
  return name !== undefined && seen.getOrMake(name, isOneOfIntl);
}

function isOneOfIntl(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
