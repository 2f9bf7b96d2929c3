/** How two answers differ in shape: fields, kinds of values, how times and ids are written. What is in them may differ. */

type Json = unknown;

/**
 * @param there the answer that is right
 * @returns one line a difference, `path: what`; nothing where one of them has null, or a placeholder of the page
 */
export function shapeDifferences(there: Json, here: Json, path = ''): string[] {
  if (isBlank(there) || isBlank(here)) return [];
  const [theirs, ours] = [kindOf(there), kindOf(here)];
  if (theirs !== ours) return [`${path}: ${ours} instead of ${theirs}`];
  if (Array.isArray(there) && Array.isArray(here)) {
    const [first] = there;
    return here.length === 0 || first === undefined ? [] : shapeDifferences(first, here[0], `${path}[]`);
  }
  if (!isObject(there) || !isObject(here)) return [];
  const at = (name: string) => (path === '' ? name : `${path}.${name}`);
  const missing = Object.keys(there).filter((name) => !(name in here));
  const extra = Object.keys(here).filter((name) => !(name in there));
  return [
    ...missing.map((name) => `${at(name)}: missing`),
    ...extra.map((name) => `${at(name)}: extra`),
    ...Object.keys(there)
      .filter((name) => name in here)
      .flatMap((name) => shapeDifferences(there[name], here[name], at(name))),
  ];
}

function kindOf(value: Json): string {
  if (Array.isArray(value)) return 'array';
  if (typeof value !== 'string') return typeof value;
  if (/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/.test(value)) return `time as ${value.replace(/\d/g, '0')}`;
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value)) return 'id';
  if (/^[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}$/.test(value)) return 'ID';
  return 'text';
}

const isBlank = (value: Json): boolean =>
  value === null || value === undefined || (typeof value === 'string' && /-value$/.test(value));
const isObject = (value: Json): value is Record<string, Json> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
