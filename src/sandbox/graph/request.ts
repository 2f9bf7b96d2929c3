import type { ApiRequest, ApiResponse } from '../http/message.js';
import type { Route } from '../http/route.js';
import type { Tenant } from '../world/state.js';

/** What an operation of Graph gets to know. It must depend on nothing else, so that it can be played again. */
export interface GraphCall extends ApiRequest {
  readonly tenant: Tenant;
  readonly now: number;
  /** Parts of the path, decoded. */
  readonly parameters: Readonly<Record<string, string>>;
  /** Address that next links begin with, ending in `/v1.0`. */
  readonly baseUrl: string;
}

export type GraphRun = (call: GraphCall) => ApiResponse;

export interface GraphRoute extends Route<GraphRun> {
  /** Resource units before `$select` and `$expand` are counted. */
  readonly cost: number;
}

export function isAdvanced({ headers }: ApiRequest): boolean {
  return headers.consistencylevel?.toLowerCase() === 'eventual';
}

export function context(call: GraphCall, of: string): Record<string, string> {
  return { '@odata.context': `${call.baseUrl}/$metadata#${of}` };
}
