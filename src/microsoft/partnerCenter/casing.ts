/**
 * A body with its fields in camelCase, whatever case they came in: some pages of Partner Center answer in PascalCase,
 * some mix both. Where a field is there in both cases the camelCase one stands.
 * @see https://learn.microsoft.com/partner-center/developer/suspend-a-subscription (read 2023-09-22)
 */
export function camelCased(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(camelCased);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  const names = new Set(entries.map(([name]) => name));
  return Object.fromEntries(
    entries
      .map(([name, inner]): [string, string, unknown] => [name, camel(name), camelCased(inner)])
      .filter(([name, plain]) => name === plain || !names.has(plain))
      .map(([, plain, inner]) => [plain, inner]),
  );
}

const camel = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);
