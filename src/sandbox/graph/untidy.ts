import type { Scenario } from '../scenario.js';

/** What real lists do beside listing: the ways in which a tenant's lists may be untidy, and where a page's link leads. */

type Untidy = Scenario['untidy'];

/** Where a page begins: behind the thing at `ordinal`, or at what comes before that page. */
export interface Cursor {
  /** `empty` has nobody on it, `silent` does not say who is on it, `end` leads to itself. */
  readonly is: 'after' | 'empty' | 'silent' | 'end';
  readonly ordinal: number;
}

export const beginning: Cursor = { is: 'after', ordinal: -1 };

/** Where the next page begins; undefined at the end of the list. */
export function cursorAfter(
  at: Cursor,
  last: number | undefined,
  hasMore: boolean,
  untidy: Untidy,
): Cursor | undefined {
  const { emptyPages, withoutValue, loops } = untidy;
  switch (at.is) {
    case 'empty':
      return { ...at, is: withoutValue ? 'silent' : 'after' };
    case 'silent':
      return { ...at, is: 'after' };
    case 'end':
      return at;
    case 'after': {
      const ordinal = last ?? at.ordinal;
      if (hasMore) return { is: emptyPages ? 'empty' : withoutValue ? 'silent' : 'after', ordinal };
      return loops ? { is: 'end', ordinal } : undefined;
    }
    default: {
      const never: never = at.is;
      return never;
    }
  }
}

/** The rows of a page as an untidy list shows them: the first twice, and one that has no id. */
export function untidyRows(rows: Record<string, unknown>[], { repeats, withoutId }: Untidy): Record<string, unknown>[] {
  const [first] = rows;
  if (!first) return rows;
  const { id: _, skuId: __, ...nameless } = first;
  return [...rows, ...(repeats ? [first] : []), ...(withoutId ? [nameless] : [])];
}

export function tokenOf({ is, ordinal }: Cursor): string {
  return Buffer.from(`${is}:${ordinal}`).toString('base64url');
}

/** What a token says; undefined when it is not one of ours. */
export function cursorIn(token: string): Cursor | undefined {
  const [, is, ordinal] = /^(after|empty|silent|end):(-?\d+)$/.exec(Buffer.from(token, 'base64url').toString()) ?? [];
  return is === undefined ? undefined : { is: is as Cursor['is'], ordinal: Number(ordinal) };
}
