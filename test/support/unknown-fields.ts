import type { Description } from './openapi.js';

type Schema = {
  $ref?: string;
  properties?: Record<string, Schema>;
  items?: Schema;
  anyOf?: Schema[];
  additionalProperties?: unknown;
};

/**
 * The fields of a body that its schema has no word for. A service lets some of them pass, so the schemas do too, but a
 * misspelt field of a request is one that does nothing.
 */
export function unknownFields(description: Description, schema: unknown, body: unknown, at = ''): string[] {
  const { properties, items, anyOf, additionalProperties } = resolved(description, schema);
  if (anyOf) {
    const found = anyOf.map((one) => unknownFields(description, one, body, at));
    return found.find((unknown) => unknown.length === 0) ?? found[0] ?? [];
  }
  if (Array.isArray(body)) return items ? body.flatMap((one) => unknownFields(description, items, one, `${at}[]`)) : [];
  if (typeof body !== 'object' || body === null || !properties) return [];
  return Object.entries(body).flatMap(([name, value]) => {
    const known = properties[name];
    const path = at === '' ? name : `${at}.${name}`;
    if (known) return unknownFields(description, known, value, path);
    return typeof additionalProperties === 'object' ? [] : [path];
  });
}

function resolved(description: Description, schema: unknown): Schema {
  const { $ref, ...own } = (schema ?? {}) as Schema;
  if ($ref === undefined) return own;
  let found: unknown = description;
  for (const part of $ref.slice(2).split('/')) found = (found as Record<string, unknown>)[decodeURIComponent(part)];
  return resolved(description, found);
}
