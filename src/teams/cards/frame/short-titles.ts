const longest = 12;

/**
 * Keeps the short title of a fact on one line: beside a long value, clients break it at its space although there is
 * room for it.
 */
export function withUnbrokenTitles(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withUnbrokenTitles);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, child]) =>
      key === 'facts' && Array.isArray(child) ? [key, child.map(unbroken)] : [key, withUnbrokenTitles(child)],
    ),
  );
}

function unbroken(fact: { title?: unknown }): object {
  const { title } = fact;
  if (typeof title !== 'string' || title.length > longest) return fact;
  return { ...fact, title: title.replaceAll(' ', '\u00a0') };
}
