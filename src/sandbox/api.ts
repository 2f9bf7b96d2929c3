import type { Fault } from './faults.js';
import type { Fate } from './http/fate.js';
import type { ApiRequest, ApiResponse, HeaderMap, WireRequest } from './http/message.js';
import type { Method, Parameters } from './http/router.js';
import type { Tenant } from './world/state.js';

/** What an operation gets to know. It must depend on nothing else, so that it can be played again. */
export interface ApiCall extends ApiRequest {
  readonly tenant: Tenant;
  readonly now: number;
  readonly parameters: Parameters;
  /** Scheme, host and port of the links in an answer; empty when a change is played again. */
  readonly origin: string;
}

export type ApiRun = (call: ApiCall) => ApiResponse;

/** One operation of an API: `path` is what follows the API's root, `:name` standing for one segment. */
export interface ApiRoute<R = ApiRun> {
  readonly method: Method;
  readonly path: string;
  readonly run: R;
  /** What it costs where the API counts that. */
  readonly cost?: number;
}

/** What a path means to an API. */
export interface ApiMatch {
  /** Undefined when there is nothing for this method at this path. */
  readonly route: ApiRoute | undefined;
  /** Whether another method would have found something. */
  readonly isOtherMethod: boolean;
  readonly parameters: Parameters;
}

/** Whose tenant is asked about, and by which app. */
export interface Admitted {
  readonly tenant: string;
  readonly app: string;
  readonly body: unknown;
}

/** Gives back a header of the request that may stand in an answer. */
export type Echo = (name: string) => string | undefined;

/** What a request made of several may do with each of them. */
export interface Parts {
  readonly tenant: Tenant;
  strike(method: string, url: string): Fault | undefined;
  perform(request: ApiRequest): ApiResponse;
}

/** One of Microsoft's APIs, or the admin center's pages: what is its own, beside what all of them have in common. */
export interface Api {
  readonly name: 'graph' | 'partner-center' | 'billing' | 'admin-center' | 'reports';
  /** Everything below is answered in this API's words. */
  readonly realm: string;
  /** Where the paths of its operations begin: the rest of a URL is what is written down. */
  readonly root: string;
  readonly routes: readonly ApiRoute[];
  /** Headers an operation may look at; the rest is not written down. */
  readonly telling?: readonly string[];
  /** Where the ledger counts its requests. */
  readonly counted?: 'graph' | 'commerce';
  /** Who asks, and for whom; or how they are refused before anything is done. */
  admit(
    request: Pick<WireRequest, 'method' | 'headers' | 'text'>,
    parameters: Parameters,
    now: number,
  ): Admitted | { readonly refusal: ApiResponse };
  /** Counts a request against the limits: a refusal when it is one too many, else headers for its answer. */
  limit?(
    tenant: Tenant,
    app: string,
    request: ApiRequest,
    route: ApiRoute | undefined,
    now: number,
  ): { readonly refusal: ApiResponse } | { readonly headers: HeaderMap };
  /** Performs an operation, or says that there is none. Depends on nothing but its arguments. */
  perform(call: ApiCall, match: ApiMatch): ApiResponse;
  /** A status alone, in the API's own words. */
  refuse(status: number, now: number, headers?: HeaderMap): ApiResponse;
  /** Headers by which the API names a request, where they are not the usual ones. */
  ids?(id: string, echo: Echo): HeaderMap;
  /** Where several requests are sent as one, and what is done with them. */
  readonly batch?: { readonly path: string; answer(body: unknown, parts: Parts, now: number): Fate };
  /** Other forms of a whole URL that a fault may match. */
  aliases?(url: string): readonly string[];
}
