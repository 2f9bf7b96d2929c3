import type { ApiCall, ApiRoute } from '../api.js';
import type { ApiResponse } from '../http/message.js';
import type { Subscription } from '../world/state.js';
import type { Words } from './words-en.js';

/** What a page gets to know. */
export interface PageCall extends ApiCall {
  /** The fields of a form that was sent. */
  readonly form: Readonly<Record<string, string>>;
  readonly words: Words;
}

export type PageRun = (call: PageCall) => ApiResponse;
export type PageRoute = ApiRoute<PageRun>;

/** The address of another page of the same tenant, in the same language. */
export function link({ tenant, words }: Pick<PageCall, 'tenant' | 'words'>, path: string, lang = words.lang): string {
  return `/admin-center/${encodeURIComponent(tenant.id)}${path}${lang === 'sv' ? '?lang=sv' : ''}`;
}

/** Sends the browser on, so that loading the page again repeats nothing. */
export function redirect(call: PageCall, path: string): ApiResponse {
  return { status: 303, headers: { Location: link(call, path), 'Cache-Control': 'no-store' } };
}

export function subscriptionPath({ commerceId }: Subscription, rest = ''): string {
  return `/subscriptions/${commerceId}${rest}`;
}
