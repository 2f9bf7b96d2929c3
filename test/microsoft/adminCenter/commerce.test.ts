import { describe, expect, it } from '@jest/globals';
import { adminCenterCommerce } from '../../../src/microsoft/index.js';
import type { Subscription } from '../../../src/upgrade/tenant/facts.js';
import { purchaseOrder } from '../partnerCenter/connected.js';
import { problemFrom } from '../problem-of.js';

describe('the admin center', () => {
  const commerce = adminCenterCommerce();

  it('claims nothing it cannot do or know by API', async () => {
    expect(Object.values(commerce.can)).toEqual(Array(5).fill(false));
    expect(await commerce.eligibility('t', {} as Subscription)).toEqual({ is: 'unknown' });
    expect(await commerce.parties('t')).toBeUndefined();
  });

  it('rejects every change and every look at an order', async () => {
    const calls = [
      commerce.prepare(purchaseOrder),
      commerce.place(purchaseOrder),
      commerce.find(purchaseOrder),
      commerce.end('t', 'source', 'key'),
    ];
    for (const call of calls) expect(await problemFrom(call)).toMatchObject({ is: 'refused', code: 'noApi' });
  });
});
