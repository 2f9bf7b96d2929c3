import type { Fault } from '../faults.js';
import type { AdminEntry, Blocker, Scenario } from '../scenario.js';
import type { BillingState } from './billing-state.js';

/** All times are milliseconds since 1970 in the sandbox's time. */

type LicenceError =
  | 'None'
  | 'CountViolation'
  | 'MutuallyExclusiveViolation'
  | 'DependencyViolation'
  | 'ProhibitedInUsageLocationViolation'
  | 'Other';

/** One licence of one person: held directly, or through a group. Never changed in place. */
export interface Licence {
  readonly skuId: string;
  readonly disabledPlans: readonly string[];
  readonly groupId: string | null;
  readonly state: 'Active' | 'ActiveWithError' | 'Error';
  readonly error: LicenceError;
  readonly at: number;
}

export interface User {
  readonly ordinal: number;
  readonly id: string;
  readonly displayName: string | null;
  readonly givenName: string | null;
  readonly surname: string | null;
  readonly userPrincipalName: string | null;
  readonly isAdmin: boolean;
  readonly isGuest: boolean;
  readonly department: string | null;
  accountEnabled: boolean;
  usageLocation: string | null;
  licences: readonly Licence[];
  /** What searches still show of this person, until when. Oldest first. */
  indexed: { licences: readonly Licence[]; until: number }[];
}

export interface GroupLicence {
  readonly skuId: string;
  readonly disabledPlans: readonly string[];
}

export interface Group {
  readonly id: string;
  readonly displayName: string;
  readonly createdAt: number;
  readonly memberIds: readonly string[];
  licences: readonly GroupLicence[];
  processing: 'QueuedForProcessing' | 'ProcessingInProgress' | 'ProcessingComplete';
  /** Counts the changes, so that work begun for an older change stops. */
  revision: number;
}

export type SubscriptionStatus = 'Enabled' | 'Warning' | 'Suspended' | 'Deleted' | 'LockedOut';

export interface Subscription {
  readonly id: string;
  readonly commerceId: string;
  /** Another one after an upgrade that keeps the subscription. */
  skuId: string;
  readonly createdAt: number;
  orderId: string;
  termDuration: string;
  /** Bought on the older, licence-based terms: cancelled by suspending it. */
  isLegacy: boolean;
  billingCycle: string;
  seats: number;
  status: SubscriptionStatus;
  isTrial: boolean;
  autoRenew: boolean;
  /** When its first term ends, where that is not a year after it was bought. */
  endsAt: number | null;
  friendlyName: string;
  ownerTenantId: string | null;
  /** Commerce id of the subscription that this add-on hangs on. */
  parentId: string | null;
  provisionedAt: number;
  /** Service plans that stay unprovisioned until somebody says otherwise. */
  stuckPlans: readonly string[];
  /** Service plans that are never set up, each with Graph's word. */
  pendingPlans: Readonly<Record<string, string>>;
  version: number;
}

export interface OrderLine {
  readonly skuId: string;
  readonly quantity: number;
  readonly billingCycle: string;
  readonly termDuration: string;
  subscriptionId: string | null;
}

export interface Order {
  readonly id: string;
  /** The operation or cart that it came from. */
  readonly alternateId: string;
  readonly at: number;
  /** The caller's MS-RequestId. */
  readonly key: string;
  readonly lines: OrderLine[];
  status: 'completed' | 'pending' | 'cancelled';
  /** The same in Partner Center's words, which tell more. */
  word: string;
}

export interface TransitionEvent {
  readonly name: 'Conversion' | 'SeatReassignment';
  readonly status: 'Started' | 'InProgress' | 'Completed' | 'Failed';
  readonly at: number;
  readonly errors: readonly { code: number | string; description: string }[];
}

export interface Transition {
  readonly id: string;
  readonly fromId: string;
  readonly toSkuId: string;
  readonly toId: string;
  readonly quantity: number;
  readonly billingCycle: string;
  readonly termDuration: string;
  readonly movesPeople: boolean;
  readonly orderId: string;
  readonly events: TransitionEvent[];
  isOpen: boolean;
}

export interface CartLine {
  readonly id: number;
  readonly catalogItemId: string;
  readonly quantity: number;
  readonly billingCycle: string;
  readonly termDuration: string;
  /** Lines of one group become one order. */
  readonly orderGroup: string;
  readonly error: { errorCode: string; errorDescription: string } | null;
}

export interface Cart {
  readonly id: string;
  readonly createdAt: number;
  modifiedAt: number;
  expiresAt: number;
  status: 'Active' | 'Ordered';
  lines: readonly CartLine[];
}

export interface BillingProfile {
  firstName: string;
  lastName: string;
  email: string;
  culture: string;
  language: string;
  companyName: string;
  defaultAddress: Record<string, unknown>;
  version: number;
}

export interface Party {
  readonly name: string;
  readonly addressLine1: string;
  readonly city: string;
  readonly postalCode: string;
  readonly country: string;
}

/** An order in the making on the admin center's pages. Its token makes sure that it is placed once. */
export interface Basket {
  readonly token: string;
  /** Commerce id of the subscription that is upgraded; null for a purchase beside. */
  readonly sourceId: string | null;
  readonly skuId: string;
  quantity: number;
  billingCycle: 'monthly' | 'annual';
  payment: 'card' | 'invoice';
  billedTo: Party;
  orderId: string | null;
}

export interface RequestCounts {
  reads: number;
  writes: number;
  throttled: number;
  batches: number;
}

/** Something that will happen by itself. */
export interface Task {
  readonly at: number;
  readonly order: number;
  readonly run: (at: number) => void;
}

export interface Tenant {
  readonly id: string;
  scenario: Scenario;
  readonly createdAt: number;
  /** How far its own events have been played. */
  now: number;
  tasks: Task[];
  /** Counts what was made, so that ids come out the same when the same things happen. */
  made: number;
  users: User[];
  userById: Map<string, User>;
  userByName: Map<string, User>;
  /** People who exist no longer, and how long lists still show them. */
  deleted: { readonly user: User; readonly listedUntil: number }[];
  groups: Map<string, Group>;
  subscriptions: Subscription[];
  orders: Order[];
  transitions: Transition[];
  carts: Map<string, Cart>;
  cancellations: { id: string; sku: string; at: number; by: string }[];
  billingProfile: BillingProfile;
  admins: AdminEntry[];
  blockers: Set<Blocker>;
  temporaryIssueUntil: number;
  /** SKU id → people who use up one of its seats. */
  consumed: Map<string, number>;
  unlicensedMoments: number;
  licenceChanges: Record<string, number>;
  /** What was asked, and what another tool of the tenant asked of Graph meanwhile. */
  requests: { graph: RequestCounts; commerce: RequestCounts; otherTool: RequestCounts };
  faults: Fault[];
  /** The first outcome of each change that commerce was asked to make under a key. */
  outcomes: Map<string, { status: number; body: unknown }>;
  billing: BillingState;
  /** The admin center's orders in the making, by token. */
  baskets: Map<string, Basket>;
}
