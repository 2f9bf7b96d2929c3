/** One operation of an API: `pattern` is the whole path, `:name` standing for one segment. */
export interface Route<Run> {
  readonly method: string;
  readonly pattern: string;
  readonly run: Run;
}

export type Match<R> = { readonly route: R; readonly parameters: Readonly<Record<string, string>> };

/**
 * Finds the route of a request. Letter case of paths does not matter, as with Microsoft's APIs.
 * Gives undefined when nothing has this path, or the methods that it does have.
 */
export function createRouter<R extends Route<unknown>>(routes: readonly R[]) {
  const compiled = routes.map((route) => ({ route, segments: route.pattern.split('/').filter(Boolean) }));
  return (method: string, path: string): Match<R> | { allowed: string[] } => {
    const segments = path.split('/').filter(Boolean);
    const allowed: string[] = [];
    for (const candidate of compiled) {
      const parameters = matchSegments(candidate.segments, segments);
      if (!parameters) continue;
      if (candidate.route.method === method) return { route: candidate.route, parameters };
      allowed.push(candidate.route.method);
    }
    return { allowed };
  };
}

function matchSegments(pattern: readonly string[], path: readonly string[]): Record<string, string> | undefined {
  if (pattern.length !== path.length) return undefined;
  const parameters: Record<string, string> = {};
  for (const [index, expected] of pattern.entries()) {
    const actual = decode(path[index] ?? '');
    if (expected.startsWith(':')) parameters[expected.slice(1)] = actual;
    else if (expected.toLowerCase() !== actual.toLowerCase()) return undefined;
  }
  return parameters;
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    // A stray percent sign is part of the name then, and will simply not be found.
    return segment;
  }
}
