import type { ApiCall } from '../api.js';
import type { ApiResponse } from '../http/message.js';
import { badRequest } from './graph-error.js';
import { context, graphRoot, isAdvanced } from './request.js';
import { filterOf, project, type Resource, selected } from './resource.js';
import { beginning, type Cursor, cursorAfter, cursorIn, tokenOf, untidyRows } from './untidy.js';

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
 * two pages push nobody else out of the second. What the tenant's lists do beside listing is its scenario's to say.
 */
export function graphPage<Thing>(call: ApiCall, resource: Resource<Thing>, listing: Listing<Thing>): ApiResponse {
  const { query, now, tenant } = call;
  const { untidy } = tenant.scenario;
  const { things, ordinal = (thing: Thing) => things.indexOf(thing) } = listing;
  const top = query.get('$top') === null ? usualPage : Number(query.get('$top'));
  if (!Number.isInteger(top) || top < 1 || top > largestPage) {
    return badRequest(`Invalid page size specified: '${query.get('$top')}'. Must be between 1 and 999 inclusive.`, now);
  }
  if (query.has('$skip')) return badRequest("'$skip' is not supported by the service.", now);
  const token = query.get('$skiptoken');
  const at = token === null ? beginning : cursorIn(token);
  if (at === undefined) return badRequest('The skip token is not valid.', now, 'Directory_ExpiredPageToken');
  const names = selected(resource, query);
  const matches = filterOf(resource, query);
  const found = things.filter((thing) => ordinal(thing) > at.ordinal && matches(thing));
  const shown = at.is === 'after' ? found.slice(0, Math.min(top, untidy.pageSize)) : [];
  const last = shown.at(-1);
  const next = cursorAfter(at, last && ordinal(last), found.length > shown.length, untidy);
  const rows = shown.map((thing) => ({
    ...(listing.type ? { '@odata.type': listing.type } : {}),
    ...project(resource, thing, names),
  }));
  const isCounted = at === beginning && isAdvanced(call) && query.get('$count') === 'true';
  return {
    status: 200,
    body: {
      ...context(call, listing.of),
      ...(isCounted ? { '@odata.count': found.length } : {}),
      ...(next ? { '@odata.nextLink': nextLink(call, next) } : {}),
      ...(at.is === 'silent' ? {} : { value: untidyRows(rows, untidy) }),
    },
  };
}

function nextLink({ origin, path, query }: ApiCall, at: Cursor): string {
  const next = new URLSearchParams(query);
  next.set('$skiptoken', tokenOf(at));
  return `${origin}${graphRoot}${path}?${next.toString()}`;
}
