import { type Predicate, parseFilter } from './filter.js';

/** A kind of thing Graph tells about: how each of its properties is read, and which are told unasked. */
export interface Resource<Thing> {
  readonly type: string;
  readonly properties: Readonly<Record<string, (thing: Thing) => unknown>>;
  /** All of them when left out. */
  readonly byDefault?: readonly string[];
}

export class UnknownProperty extends Error {}

/** Names of the properties to tell: those in `$select`, or the default ones. Throws UnknownProperty. */
export function selected<Thing>(resource: Resource<Thing>, query: URLSearchParams): readonly string[] {
  const select = query.get('$select');
  if (select === null || select.trim() === '' || select.trim() === '*') return toldUnasked(resource);
  const names = select.split(',').map((name) => name.trim());
  return names.map((name) => {
    const known = Object.keys(resource.properties).find((property) => property.toLowerCase() === name.toLowerCase());
    if (known) return known;
    throw new UnknownProperty(`Could not find a property named '${name}' on type 'microsoft.graph.${resource.type}'.`);
  });
}

export function toldUnasked<Thing>({
  properties,
  byDefault = Object.keys(properties),
}: Resource<Thing>): readonly string[] {
  return byDefault;
}

/** The thing as Graph shows it, with just these properties. */
export function project<Thing>(
  resource: Resource<Thing>,
  thing: Thing,
  names: readonly string[],
): Record<string, unknown> {
  const shown: Record<string, unknown> = {};
  for (const name of names) shown[name] = resource.properties[name]?.(thing);
  return shown;
}

/** The `$filter` of a query as a test of things. Throws UnsupportedFilter. */
export function filterOf<Thing>(resource: Resource<Thing>, query: URLSearchParams): (thing: Thing) => boolean {
  const text = query.get('$filter');
  if (text === null || text.trim() === '') return () => true;
  const predicate: Predicate = parseFilter(text);
  return (thing) => predicate((name) => resource.properties[name]?.(thing));
}
