import FindMyWay, { type HTTPMethod } from 'find-my-way';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
export const methods: readonly Method[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** What stands where: in the path `:name` is one segment, and `*` at the end all that follows. */
export interface Place<Target> {
  readonly method: Method;
  readonly path: string;
  readonly target: Target;
  /** Letter case and doubled slashes matter; to Microsoft's APIs they do not. */
  readonly isExact?: boolean;
}

/** Parts of a path by the names they have in its place, decoded. */
export type Parameters = Readonly<Record<string, string | undefined>>;

export interface Router<Target> {
  /** @param path without its query; what of it is escaped does not matter. */
  find(method: string, path: string): { readonly target: Target; readonly parameters: Parameters } | undefined;
}

/** Longer than any address that Node lets in. */
const maxParamLength = 65_536;

/** The one way in which the sandbox finds what a request is for. */
export function createRouter<Target>(places: readonly Place<Target>[]): Router<Target> {
  const trees = [true, false].map((exact) => {
    const tree = FindMyWay({
      caseSensitive: exact,
      ignoreDuplicateSlashes: !exact,
      ignoreTrailingSlash: !exact,
      maxParamLength,
    });
    for (const { method, path, target, isExact = false } of places)
      if (isExact === exact) tree.on(method, path, () => undefined, target);
    return tree;
  });
  return {
    find(method, path) {
      const asked = readable(path);
      for (const tree of trees) {
        const found = tree.find(method as HTTPMethod, asked);
        if (found) return { target: found.store, parameters: found.params };
      }
      return undefined;
    },
  };
}

/** The path with every segment decoded, as far as it is still one segment of one path. */
function readable(path: string): string {
  return path
    .split('/')
    .map((segment) => decoded(segment).replace(/[%/?#]/g, encodeURIComponent))
    .join('/');
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    // A stray percent sign is part of the name then, and will simply not be found.
    return segment;
  }
}
