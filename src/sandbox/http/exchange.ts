import type { Claims } from '../tokens.js';
import type { ApiRequest, ApiResponse } from './message.js';

/** What becomes of a request: an answer, or the connection's end, now or never. */
export type Outcome =
  | { readonly is: 'answer'; readonly response: ApiResponse; readonly delayMs: number }
  | { readonly is: 'reset'; readonly delayMs: number }
  | { readonly is: 'hang' };

/** A request whose caller is known. `url` is path and query without the prefix of the API. */
export interface Incoming extends ApiRequest {
  readonly url: string;
  /** Path and query as they came in. */
  readonly fullUrl: string;
  readonly claims: Claims;
}

export function answer(response: ApiResponse, delayMs = 0): Outcome {
  return { is: 'answer', response, delayMs };
}
