import { product, sourceSku, targetSkus } from '../../src/upgrade/plans/plans.js';
import type { Run } from '../../src/upgrade/run/run.js';
import type { Assessment } from '../../src/upgrade/tenant/assessment.js';

const at = '2026-03-02T07:59:00.000Z';

/** A run as it is opened for a tenant of 25 people whose Upgrade tab works, or with the assessment given. */
export function openRun(assessment: Assessment = availableForAll()): Run {
  return {
    id: '0f9a2c1e-0000-4000-8000-000000000001',
    tenantId: '7d1f0c55-0000-4000-8000-000000000001',
    revision: 1,
    commerce: 'partner-center',
    openedAt: at,
    openedBy: { id: 'p1', name: 'Alex' },
    organization: { displayName: 'Contoso', country: 'SE' },
    assessment,
    path: null,
    plan: null,
    lacks: null,
    losingTeams: null,
    cart: null,
    checkout: null,
    order: null,
    earlierOrders: [],
    seatsToBuy: null,
    growing: null,
    useSubscriptionId: null,
    accepted: [],
    termsOfOld: null,
    toldAt: null,
    snapshot: null,
    reassign: null,
    restore: null,
    undo: null,
    schedule: null,
    handovers: [],
    cancelled: [],
    cancelSent: false,
    followers: ['p1'],
    left: [],
    state: { is: 'assessed' },
    notices: [],
    noticeSeq: 0,
    holdup: null,
    attempts: 0,
    audit: [],
  };
}

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
