/** Reads a property of a candidate, given its name. */
type Getter = (property: string) => unknown;
export type Predicate = (get: Getter) => boolean;

/** A `$filter` that the sandbox, like the service, does not support. */
export class UnsupportedFilter extends Error {}

const token = /\s*('(?:[^']|'')*'|[(),]|[^\s(),']+)/y;
const comparators = new Set(['eq', 'ne', 'ge', 'le', 'gt', 'lt']);

/**
 * Reads an OData filter: `and`, `or`, `not`, brackets, comparisons, `in`, `startswith`, and `any` over a collection.
 * Throws UnsupportedFilter for anything else.
 */
export function parseFilter(text: string): Predicate {
  const parser = new Parser(tokensOf(text));
  const predicate = parser.either();
  parser.end();
  return predicate;
}

function tokensOf(text: string): string[] {
  const tokens: string[] = [];
  token.lastIndex = 0;
  const trimmed = text.trimEnd();
  while (token.lastIndex < trimmed.length) {
    const found = token.exec(trimmed);
    if (!found?.[1]) throw new UnsupportedFilter('Invalid filter clause.');
    tokens.push(found[1]);
    if (tokens.length > 500) throw new UnsupportedFilter('The filter is too long.');
  }
  return tokens;
}

class Parser {
  private place = 0;
  constructor(private readonly tokens: readonly string[]) {}

  either(): Predicate {
    const first = this.both();
    if (!this.take('or')) return first;
    const rest = this.either();
    return (get) => first(get) || rest(get);
  }

  end(): void {
    if (this.place < this.tokens.length) throw new UnsupportedFilter('Invalid filter clause.');
  }

  private both(): Predicate {
    const first = this.one();
    if (!this.take('and')) return first;
    const rest = this.both();
    return (get) => first(get) && rest(get);
  }

  private one(): Predicate {
    if (this.take('not')) {
      const inner = this.one();
      return (get) => !inner(get);
    }
    if (this.take('(')) {
      const inner = this.either();
      this.expect(')');
      return inner;
    }
    const name = this.next();
    if (name.toLowerCase() === 'startswith') return this.startsWith();
    if (name.endsWith('/any')) return this.any(name.slice(0, -'/any'.length));
    return this.comparison(name);
  }

  private startsWith(): Predicate {
    this.expect('(');
    const property = this.next();
    this.expect(',');
    const start = String(literal(this.next())).toLowerCase();
    this.expect(')');
    const read = readerOf(property);
    return (get) =>
      String(read(get) ?? '')
        .toLowerCase()
        .startsWith(start);
  }

  private any(collection: string): Predicate {
    this.expect('(');
    const [variable, path] = splitLambda(this.next());
    const inner = this.comparison(path.slice(variable.length + 1));
    this.expect(')');
    const read = readerOf(collection);
    return (get) => {
      const items = read(get);
      return Array.isArray(items) && items.some((item: Record<string, unknown>) => inner((name) => item[name]));
    };
  }

  private comparison(property: string): Predicate {
    const operator = this.next();
    if (operator === 'in') return this.membership(property);
    if (!comparators.has(operator)) throw new UnsupportedFilter(`The operator '${operator}' is not supported.`);
    const value = literal(this.next());
    const read = readerOf(property);
    return (get) => compare(read(get), operator, value);
  }

  private membership(property: string): Predicate {
    this.expect('(');
    const values = [literal(this.next())];
    while (this.take(',')) values.push(literal(this.next()));
    this.expect(')');
    const read = readerOf(property);
    return (get) => values.some((value) => compare(read(get), 'eq', value));
  }

  private next(): string {
    const found = this.tokens[this.place];
    if (found === undefined) throw new UnsupportedFilter('Invalid filter clause.');
    this.place += 1;
    return found;
  }

  private take(wanted: string): boolean {
    if (this.tokens[this.place]?.toLowerCase() !== wanted) return false;
    this.place += 1;
    return true;
  }

  private expect(wanted: string): void {
    if (!this.take(wanted)) throw new UnsupportedFilter('Invalid filter clause.');
  }
}

function splitLambda(text: string): [string, string] {
  const [variable, path] = text.split(':');
  if (!variable || !path?.startsWith(`${variable}/`)) throw new UnsupportedFilter('Invalid filter clause.');
  return [variable, path];
}

function readerOf(path: string): (get: Getter) => unknown {
  const [first = '', ...rest] = path.split('/');
  return (get) => {
    let value = get(first);
    for (const name of rest) {
      if (name === '$count') value = Array.isArray(value) ? value.length : 0;
      else value = isRecord(value) ? value[name] : undefined;
    }
    return value;
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function literal(text: string): string | number | boolean | null {
  if (text.startsWith("'")) return text.slice(1, -1).replaceAll("''", "'");
  if (text === 'true' || text === 'false') return text === 'true';
  if (text === 'null') return null;
  return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
}

function compare(actual: unknown, operator: string, value: string | number | boolean | null): boolean {
  const left = typeof actual === 'string' ? actual.toLowerCase() : (actual ?? null);
  const right = typeof value === 'string' ? value.toLowerCase() : value;
  if (operator === 'eq') return left === right;
  if (operator === 'ne') return left !== right;
  if (left === null || right === null || typeof left !== typeof right) return false;
  const order = left < right ? -1 : left > right ? 1 : 0;
  if (operator === 'gt') return order > 0;
  if (operator === 'lt') return order < 0;
  return operator === 'ge' ? order >= 0 : order <= 0;
}
