/**
 * The outside world: Microsoft Graph and the places where subscriptions are bought, behind the ports of
 * `upgrade/ports.ts`. Here live addresses, tokens, headers, wire shapes and retries; here live no decisions about an
 * upgrade, no waiting for hours, and nothing that knows which cloud (real or sandbox) answers.
 */
export { adminCenterCommerce } from './adminCenter/commerce.js';
export type { BillingOptions } from './billing/client.js';
export { billingAccountCommerce } from './billing/commerce.js';
export { addressesOf, microsoftClouds } from './clouds.js';
export { consentLink, landingPageAt } from './consent.js';
export { graphDirectory } from './graph/directory.js';
export { type Fetch, leanFetch } from './lean-fetch.js';
export { partnerCenterCommerce } from './partnerCenter/commerce.js';
export { permissions } from './permissions.js';
export {
  appCredentials,
  azureTokens,
  scopes,
  scopesOf,
  type TokenSource,
} from './tokens.js';
