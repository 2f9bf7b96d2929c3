import { finding } from '../http/finding.js';
import { notFoundPage } from './not-found-page.js';
import type { PageCall } from './page-call.js';

/** For pages of the purchase of the path, by the id that commerce or the directory gives it. */
export const withSubscription = finding(({ tenant, parameters: { subscription = '' } }: PageCall) => {
  const wanted = subscription.toLowerCase();
  return tenant.subscriptions.find(({ commerceId, id }) => commerceId === wanted || id === wanted);
}, notFoundPage);
