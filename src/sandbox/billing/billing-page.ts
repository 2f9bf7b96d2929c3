import type { ApiCall } from '../api.js';
import type { ApiResponse } from '../http/message.js';
import { armError } from './arm-error.js';

const largestPage = 50;
const notOffered = ['filter', 'orderBy', 'search'];

/** One page of a list: `top` up to 50, `skip`, and a `nextLink` while there is more. */
export function billingPage(
  { query, path, origin }: ApiCall,
  things: readonly unknown[],
  { withCount = true } = {},
): ApiResponse {
  const top = numberOf(query.get('top'), largestPage);
  const skip = numberOf(query.get('skip'), 0);
  if (top === undefined || top < 1 || top > largestPage || skip === undefined) {
    return armError(
      400,
      'InvalidParameter',
      `top must be between 1 and ${largestPage}, and skip must not be negative.`,
    );
  }
  const unsupported = notOffered.find((name) => query.has(name));
  // Left out silently, it would hand over a list that looks narrowed and is not.
  if (unsupported)
    return armError(400, 'InvalidParameter', `The sandbox does not offer the query option ${unsupported}.`);
  const value = things.slice(skip, skip + top);
  const next = new URLSearchParams(query);
  next.set('skip', String(skip + top));
  return {
    status: 200,
    body: {
      value,
      ...(withCount ? { totalCount: things.length } : {}),
      ...(skip + top < things.length ? { nextLink: `${origin}${path}?${next.toString()}` } : {}),
    },
  };
}

function numberOf(text: string | null, usual: number): number | undefined {
  if (text === null) return usual;
  return /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}
