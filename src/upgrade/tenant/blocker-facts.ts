import type { LinkId } from './admin-center-links.js';
import type { BlockerId } from './blockers.js';
import type { Permission } from './roles.js';

/** What is known of a blocker whatever the tenant. */
export type BlockerFacts = {
  /** Who or what makes it go: the admin, waiting, Microsoft's support, or nobody (it stands for good). */
  clearedBy: 'admin' | 'time' | 'microsoft' | 'nobody';
  /** Minutes after which it is worth looking again; null when it goes by an act, not by waiting. */
  lookAgainMinutes: number | null;
  /** Whether Microsoft lets the admin upgrade manually in spite of it. */
  manual: boolean;
  /** Whether Microsoft names its support as a way out. */
  support: boolean;
  /** What the person who clears it must be allowed; null when there is nothing to do. */
  permission: Permission | null;
  /** Pages of the admin center where it is seen or cleared, the most useful first. */
  links: readonly LinkId[];
};

export const fewHours = 180;
const oneHour = 60;
/** A credit check may take two business days: seldom enough to be no nuisance, often enough to notice the same day. */
const duringCreditCheck = 240;

/**
 * The reasons of "Why can't I upgrade plans?" with their remedies, and those of the pages beside it.
 * @see https://learn.microsoft.com/microsoft-365/commerce/subscriptions/upgrade-to-different-plan#why-cant-i-change-plans
 */
export const blockerFacts: Record<BlockerId, BlockerFacts> = {
  MORE_USERS_THAN_LICENSES: {
    clearedBy: 'admin',
    lookAgainMinutes: null,
    manual: true,
    support: true,
    permission: 'steer',
    links: ['licenses', 'yourProducts', 'activeUsers'],
  },
  NOT_PROVISIONED_OR_UNHEALTHY: {
    clearedBy: 'time',
    lookAgainMinutes: fewHours,
    manual: true,
    support: true,
    permission: null,
    links: ['serviceHealth', 'support'],
  },
  OTHER_UPGRADE_OR_CREDIT_CHECK_PENDING: {
    clearedBy: 'time',
    lookAgainMinutes: duringCreditCheck,
    manual: false,
    support: false,
    permission: null,
    links: ['yourProducts'],
  },
  NOT_ELIGIBLE: {
    clearedBy: 'nobody',
    lookAgainMinutes: null,
    manual: true,
    support: true,
    permission: null,
    links: ['support'],
  },
  UNKNOWN_MESSAGE: {
    clearedBy: 'microsoft',
    lookAgainMinutes: null,
    manual: true,
    support: true,
    permission: null,
    links: ['support', 'yourProducts'],
  },
  MULTIPLE_PLANS_SAME_PRODUCT: {
    clearedBy: 'admin',
    lookAgainMinutes: null,
    manual: true,
    support: true,
    permission: 'steer',
    links: ['yourProducts', 'activeUsers'],
  },
  PREPAID: {
    clearedBy: 'nobody',
    lookAgainMinutes: null,
    manual: true,
    support: true,
    permission: null,
    links: ['yourProducts', 'support'],
  },
  GOV_OR_NONPROFIT: {
    clearedBy: 'nobody',
    lookAgainMinutes: null,
    manual: true,
    support: true,
    permission: null,
    links: ['support'],
  },
  TEMPORARY_ISSUE: {
    clearedBy: 'time',
    lookAgainMinutes: oneHour,
    manual: false,
    support: false,
    permission: null,
    links: ['yourProducts'],
  },
  TARGET_NOT_SUPPORTED: {
    clearedBy: 'nobody',
    lookAgainMinutes: null,
    manual: true,
    support: true,
    permission: null,
    links: ['support'],
  },
  /** Add-ons that hang on the plan cannot be removed by the admin: support does it. */
  HAS_ADDON: {
    clearedBy: 'admin',
    lookAgainMinutes: null,
    manual: true,
    support: true,
    permission: 'buy',
    links: ['yourProducts', 'support'],
  },
  UNPAID_BALANCE: {
    clearedBy: 'admin',
    lookAgainMinutes: null,
    manual: false,
    support: false,
    permission: 'buy',
    links: ['yourProducts', 'billsAndPayments'],
  },
  NOT_DIRECT_PURCHASE: {
    clearedBy: 'nobody',
    lookAgainMinutes: null,
    manual: false,
    support: false,
    permission: null,
    links: ['billingAccounts'],
  },
  MISSING_ROLE: {
    clearedBy: 'admin',
    lookAgainMinutes: null,
    manual: false,
    support: false,
    permission: 'steer',
    links: ['roleAssignments'],
  },
  SUBSCRIPTION_NOT_ACTIVE: {
    clearedBy: 'admin',
    lookAgainMinutes: null,
    manual: false,
    support: true,
    permission: 'buy',
    links: ['yourProducts', 'billsAndPayments', 'support'],
  },
  TRIAL: {
    clearedBy: 'admin',
    lookAgainMinutes: null,
    manual: true,
    support: true,
    permission: 'buy',
    links: ['yourProducts', 'purchaseServices'],
  },
};
