import { expect, it } from '@jest/globals';
import { links } from '../../src/upgrade/tenant/admin-center-links.js';
import { cardOf, elementsOf } from './every-card.js';
import { alex } from './states/viewer.js';

it.each([
  ['addresses that nobody tells', 'checkout without addresses', links.billingAccounts],
  ['addresses, before it is chosen who pays', 'checkout with several who may pay', links.billingAccounts],
  ['how it is paid', 'checkout with several who may pay', links.paymentMethods],
])('the checkout opens the page where the admin finds %s', (_what, state, page) => {
  const urls = elementsOf(cardOf(state, alex)).flatMap(({ url }) => url ?? []);
  expect(urls).toContain(page);
});
