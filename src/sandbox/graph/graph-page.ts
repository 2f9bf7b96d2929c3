import type { ApiCall } from '../api.js';
import type { ApiResponse } from '../http/message.js';
import { badRequest } from './graph-error.js';
import { context, graphRoot, isAdvanced } from './request.js';
import { filterOf, project, type Resource, selected } from './resource.js';

const usualPage = 100;
const largestPage = 999;

interface Listing<Thing> {
  /** Everything there is, in an order that does not change. */
  readonly things: readonly Thing[];
  /** The place of a thing in an order that has more than these; in this one when left out. */
  readonly ordinal?: (thing: Thing) => number;
  readonly of: string;
  readonly type?: string;
}

/**
 * One page of a collection. The next link remembers the last one shown, so people who drop out of the filter between
 * two pages push nobody else out of the second.
 */
export function graphPage<Thing>(call: ApiCall, resource: Resource<Thing>, listing: Listing<Thing>): ApiResponse {
  const { query, now } = call;
  const { things, ordinal = (thing: Thing) => things.indexOf(thing) } = listing;
  const top = query.get('$top') === null ? usualPage : Number(query.get('$top'));
  if (!Number.isInteger(top) || top < 1 || top > largestPage) {
    return badRequest(`Invalid page size specified: '${query.get('$top')}'. Must be between 1 and 999 inclusive.`, now);
  }
  if (query.has('$skip')) return badRequest("'$skip' is not supported by the service.", now);
  const after = cursorOf(query.get('$skiptoken'));
  if (after === undefined) return badRequest('The skip token is not valid.', now, 'Directory_ExpiredPageToken');
  const names = selected(resource, query);
  const matches = filterOf(resource, query);
  const found = things.filter((thing) => ordinal(thing) > after && matches(thing));
  const shown = found.slice(0, top);
  const last = shown.at(-1);
  return {
    status: 200,
    body: {
      ...context(call, listing.of),
      ...(after === -1 && isAdvanced(call) && query.get('$count') === 'true' ? { '@odata.count': found.length } : {}),
      ...(last !== undefined && found.length > top ? { '@odata.nextLink': nextLink(call, ordinal(last)) } : {}),
      value: shown.map((thing) => ({
        ...(listing.type ? { '@odata.type': listing.type } : {}),
        ...project(resource, thing, names),
      })),
    },
  };
}

function nextLink({ origin, path, query }: ApiCall, ordinal: number): string {
  const next = new URLSearchParams(query);
  next.set('$skiptoken', Buffer.from(`after:${ordinal}`).toString('base64url'));
  return `${origin}${graphRoot}${path}?${next.toString()}`;
}

function cursorOf(token: string | null): number | undefined {
  if (token === null) return -1;
  const found = /^after:(\d+)$/.exec(Buffer.from(token, 'base64url').toString());
  return found ? Number(found[1]) : undefined;
}
