import { product, sourceSku, targetSkus } from '../../src/upgrade/plans/plans.js';
import type { Assessment } from '../../src/upgrade/tenant/assessment.js';

const at = '2026-03-02T07:59:00.000Z';

export function availableForAll(): Assessment {
  const skuId = product(sourceSku)?.skuId ?? '';
  return {
    is: 'available',
    readAt: at,
    plans: [...targetSkus],
    refused: [],
    warnings: [],
    source: {
      sku: sourceSku,
      skuId,
      seats: 25,
      assigned: 25,
      addOns: [],
      owned: [],
      alreadyHold: {},
      otherPurchases: [],
      subscriptions: [
        {
          id: 'sub-1',
          commerceId: 'com-1',
          sku: sourceSku,
          skuId,
          status: 'Enabled',
          seats: 25,
          isTrial: false,
          nextLifecycleAt: null,
          ownerTenantId: null,
          services: [],
        },
      ],
    },
  };
}
