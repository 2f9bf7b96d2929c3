import type { ApiResponse } from '../http/message.js';
import type { Subscription } from '../world/state.js';
import { notFoundPage } from './not-found-page.js';
import type { PageCall, PageRun } from './page-call.js';

/** Finds the purchase of the path, by the id that commerce or the directory gives it. */
export function withSubscription(run: (call: PageCall, subscription: Subscription) => ApiResponse): PageRun {
  return (call) => {
    const wanted = (call.parameters.subscription ?? '').toLowerCase();
    const found = call.tenant.subscriptions.find(({ commerceId, id }) => commerceId === wanted || id === wanted);
    return found ? run(call, found) : notFoundPage(call);
  };
}
