import { withParts } from './parts.js';

const longest = 12;

/**
 * Keeps the short title of a fact on one line: beside a long value, clients break it at its space although there is
 * room for it.
 */
export function withUnbrokenTitles(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  return withParts(value, (part, name) =>
    name === 'facts' && Array.isArray(part) ? withParts(part, unbroken) : withUnbrokenTitles(part),
  );
}

function unbroken(fact: unknown): unknown {
  const { title } = fact as { title?: unknown };
  if (typeof title !== 'string' || title.length > longest || !title.includes(' ')) return fact;
  return { ...(fact as object), title: title.replaceAll(' ', '\u00a0') };
}
