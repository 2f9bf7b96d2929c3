/**
 * A value with what `change` makes of each of its parts, without those of which it makes undefined. The very same value
 * where nothing changes: most of a card stays as its template was filled, and need not be made again.
 */
export function withParts<T extends object>(value: T, change: (part: unknown, name: string) => unknown): T {
  return (Array.isArray(value) ? listWith(value, change) : recordWith(value as Record<string, unknown>, change)) as T;
}

function listWith(list: readonly unknown[], change: (part: unknown, name: string) => unknown): readonly unknown[] {
  const made = list.map((part) => change(part, ''));
  return made.every((part, at) => part === list[at]) ? list : made.filter((part) => part !== undefined);
}

function recordWith(
  record: Record<string, unknown>,
  change: (part: unknown, name: string) => unknown,
): Record<string, unknown> {
  let made: Record<string, unknown> | undefined;
  for (const name of Object.keys(record)) {
    const part = record[name];
    const changed = change(part, name);
    if (changed === part) continue;
    made ??= { ...record };
    if (changed === undefined) delete made[name];
    else made[name] = changed;
  }
  return made ?? record;
}
