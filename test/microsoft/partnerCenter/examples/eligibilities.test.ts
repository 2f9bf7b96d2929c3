import { expect, it } from '@jest/globals';
import { blockerFromCommerce } from '../../../../src/upgrade/tenant/commerce-findings.js';
import { describeExamples } from '../../../support/official-examples.js';
import { source } from '../connected.js';
import { eligibilitiesRoute, example, replayed, replyOf } from './examples.js';

const conflict = {
  code: '3',
  text: 'Subscription cannot be transitioned because there are conflicting services.',
};

async function eligibility(body: unknown) {
  const { commerce } = await replayed({
    'GET /subscriptions/source': { body: { id: 'source' } },
    [eligibilitiesRoute]: { body },
  });
  return commerce.eligibility('customer', source);
}

/** The example with the first item called as a plan that is known here. */
function titled(name: string, title: string): unknown {
  const body = example(name).response.body as { items: { title: string }[] };
  return { ...body, items: body.items.map((item, index) => (index === 0 ? { ...item, title } : item)) };
}

describeExamples('the eligibility for a transition', () => {
  it.each(['transition-eligibilities--1', 'transition-eligibilities--2'])(
    '%s is of plans that are none of those sold here: a title that only resembles one is not taken for it',
    async (name) => {
      expect(await eligibility(replyOf(name).body)).toEqual({ is: 'known', targets: [] });
    },
  );

  it.each(['transition-eligibilities--1', 'transition-eligibilities--2'])(
    '%s does not let people come along, whatever it says of the subscription alone or of one that is there already',
    async (name) => {
      expect(await eligibility(titled(name, 'Microsoft 365 E5'))).toEqual({
        is: 'known',
        targets: [{ sku: 'SPE_E5', eligible: false, findings: [conflict] }],
      });
    },
  );

  it('says why in a code that is understood', () => {
    expect(blockerFromCommerce(conflict)).toBe('TARGET_NOT_SUPPORTED');
  });
});
