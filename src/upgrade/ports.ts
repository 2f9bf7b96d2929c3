import type { ChangeOutcome, ReprocessOutcome } from './licences/change-outcome.js';
import type { LicenceChange } from './licences/move.js';
import type { Address } from './order/address.js';
import type { Offer } from './order/offer.js';
import type { Payer } from './order/payer.js';
import type { OrderReview } from './order/reviews.js';
import type { BillingCycle, Term } from './order/term.js';
import type {
  CommerceEligibility,
  LicensedGroup,
  LicensedUser,
  MailboxReport,
  Organization,
  ServiceIssue,
  SkuUnits,
  Subscription,
} from './tenant/facts.js';
import type { Actor, BillingRole, DirectoryRole } from './tenant/roles.js';
import type { Terms } from './tenant/terms.js';

/**
 * How the domain reaches the world. Every call may reject with a {@link PortError}; nothing else is expected of it.
 */

/** The time of the world the tenant lives in. */
export interface Clock {
  now(): Date;
}

/** Why a call to Microsoft did not give an answer that can be used. */
export type Problem =
  /** Nothing happened at the other end; ask again, not before `retryAfterMs`. */
  | { is: 'busy'; retryAfterMs: number | undefined }
  /** No connection, or no answer to a read; ask again. */
  | { is: 'unreachable' }
  /** A change was sent and no answer came: it may or may not have happened. Settle it by reading. */
  | { is: 'unknownOutcome' }
  /** The app lacks a permission or consent; `mendedBy` operator: nothing an admin of the tenant grants would change it. */
  | { is: 'denied'; needs: string | undefined; mendedBy?: 'operator' }
  /** The thing named does not exist. */
  | { is: 'notFound' }
  /** Something answered, and what it said cannot be read: nothing is known, no more than from silence. */
  | { is: 'unreadable' }
  /** The cart has expired, or is gone: a new one has to be made. Nothing was ordered. */
  | { is: 'cartExpired' }
  /** Refused for a reason of its own; `code` and `text` as Microsoft gave them. Nothing happened. */
  | ({ is: 'refused' } & Said)
  /** Microsoft reviews the customer's account first. Nothing happened; it may be asked again in some days. */
  | ({ is: 'underReview' } & Said)
  /** Microsoft says how something stands in a word that it does not document: nothing is built on it. */
  | { is: 'unclear'; word: string };

/** A refusal in Microsoft's own code and words. */
export type Said = { code: string; text: string; remedy?: Remedy | undefined };

/** What would let a refused request through, where Microsoft's code says so. */
export const remedies = [
  /** The customer accepts the Microsoft Customer Agreement. */
  'agreement',
  /** The customer buys from somebody else, who must do it. */
  'seller',
  /** Whoever runs the bot puts something right on their side. */
  'operator',
  /** Whoever buys for the customer attests what Microsoft asks for. */
  'attestation',
] as const;
type Remedy = (typeof remedies)[number];

/** What of Microsoft is asked; `signIn` gives the tokens for the others. */
export const services = ['graph', 'partnerCenter', 'billing', 'signIn'] as const;
export type Service = (typeof services)[number];

export class PortError extends Error {
  /** What was asked; undefined where several were. */
  readonly service: Service | undefined;

  constructor(
    readonly problem: Problem,
    /** What was being done, for the operator's log: no tokens, no personal data. */
    readonly doing: string,
    { service, ...options }: ErrorOptions & { service?: Service | undefined } = {},
  ) {
    super(`${doing}: ${problem.is}`, options);
    this.name = 'PortError';
    this.service = service;
  }
}

/** Whether an error is a port's, of one of these problems. */
export function hasProblem<Is extends Problem['is']>(
  error: unknown,
  ...any: Is[]
): error is PortError & { problem: Extract<Problem, { is: Is }> } {
  return error instanceof PortError && (any as string[]).includes(error.problem.is);
}

/** Microsoft Graph, as far as an upgrade needs it. `tenantId` is the customer's tenant throughout. */
export interface Directory {
  organization(tenantId: string): Promise<Organization>;
  skus(tenantId: string): Promise<SkuUnits[]>;
  subscriptions(tenantId: string): Promise<Subscription[]>;
  /** One purchase by its id; undefined when there is none. */
  subscription(tenantId: string, id: string): Promise<Subscription | undefined>;
  /** What the usage report tells of every mailbox. Rejects with `denied` when the app may not read it. */
  mailboxes(tenantId: string): Promise<MailboxReport>;
  /** Open service issues. Rejects with `denied` when the app may not read service health. */
  serviceIssues(tenantId: string): Promise<ServiceIssue[]>;
  /** Roles that are active for the person now, for the whole tenant. */
  rolesOf(tenantId: string, personId: string): Promise<DirectoryRole[]>;
  /** Roles that the person has for the whole tenant once they activate them; none where that cannot be asked. */
  eligibleRolesOf(tenantId: string, personId: string): Promise<DirectoryRole[]>;
  /** People who hold one of the roles, at most `limit`. */
  peopleWith(
    tenantId: string,
    roles: readonly DirectoryRole[],
    limit: number,
  ): Promise<(Actor & { role: DirectoryRole })[]>;
  /** Everyone who holds the SKU, directly or through a group, in pages. Lags behind writes by seconds. */
  holders(tenantId: string, skuId: string): AsyncIterable<LicensedUser[]>;
  /** The same of a department, by its name in any case. */
  holdersIn(tenantId: string, skuId: string, department: string): AsyncIterable<LicensedUser[]>;
  /** The people with these ids as they are this moment (not lagging), at most 20; the missing are left out. */
  users(tenantId: string, ids: readonly string[]): Promise<LicensedUser[]>;
  groupsWith(tenantId: string, skuId: string): Promise<LicensedGroup[]>;
  /** Groups of this name, in any case; whether they hand out licences or not. */
  groupsCalled(tenantId: string, name: string): Promise<LicensedGroup[]>;
  group(tenantId: string, groupId: string): Promise<LicensedGroup | undefined>;
  /** Ids of direct members. */
  groupMembers(tenantId: string, groupId: string): AsyncIterable<string[]>;
  /** Members whose licence from this group is in error. */
  membersInError(tenantId: string, groupId: string): Promise<LicensedUser[]>;
  /** At most 20 changes, one a person, in one batch. Outcomes in the order of the changes. */
  changeLicences(tenantId: string, changes: readonly LicenceChange[]): Promise<ChangeOutcome[]>;
  /** Accepted only: the group's members are processed later. `change.userId` is not used. */
  changeGroupLicence(tenantId: string, groupId: string, change: Omit<LicenceChange, 'userId'>): Promise<void>;
  /** Has what a person gets from their groups processed anew. */
  reprocessLicences(tenantId: string, userId: string): Promise<ReprocessOutcome>;
  /** Whether the app is granted what setting people's usage location takes, read now. */
  maySetLocation(tenantId: string): Promise<boolean>;
  /**
   * Sets the usage location of at most 20 people, each once. Outcomes in the order of the ids. Rejects with `denied` when
   * the app may change nobody.
   * @param country ISO 3166-1 alpha-2
   */
  setLocation(tenantId: string, userIds: readonly string[], country: string): Promise<ChangeOutcome[]>;
}

/** One order, fixed before it is sent. The same order sent twice must have one effect. */
export type OrderRequest = {
  tenantId: string;
  /** `upgrade` replaces the source subscription; `purchase` buys beside it; `seats` adds licences to one that is there. */
  kind: 'upgrade' | 'purchase' | 'seats';
  /** A GUID stored before the order is first sent; the commerce's idempotency key. */
  key: string;
  /** The commerce's id of the subscription to upgrade or, for `seats`, to add to. */
  sourceCommerceId: string;
  /** skuPartNumber of the plan. */
  plan: string;
  /** Licences ordered; for `seats`, how many the subscription is to have afterwards, so that sending twice adds once. */
  quantity: number;
  billingCycle: BillingCycle;
  /** How long it binds. */
  term: Term;
  /** Who pays, by the commerce's id; undefined where there is nobody to choose from. */
  payer: string | undefined;
  /** Somebody has attested what Microsoft asks for. */
  attested: boolean;
  /** A purchase's cart, once it was made; where another is to be made in its place, the one that has expired. */
  cartId: string | undefined;
  /** When the admin placed it. */
  placedAt: Date;
  /** A second product in the same cart, where the commerce takes several; `quantity`: licences. */
  beside?: { plan: string; quantity: number } | undefined;
};

/** Where an order stands, read from the commerce. */
export type OrderStatus =
  | { is: 'notFound' }
  /** Taken, not decided. */
  | { is: 'underReview'; of: OrderReview }
  /** Taken and being carried out. */
  | { is: 'inProgress' }
  /** Carried out; `commerceId` is the new subscription's id when the commerce tells. */
  | { is: 'completed'; commerceId: string | undefined }
  | ({ is: 'declined' } & Said)
  /** Taken, and said to stand in a way that Microsoft does not document. */
  | { is: 'unclear'; word: string };

/** Where an order of one or two products stands; `beside`: where that of the second does, which may be taken by itself. */
export type OrderStanding = OrderStatus & { beside?: OrderStatus | undefined };

export type Parties = { soldTo: Address; billedTo: Address };

/** The place where subscriptions are bought, upgraded and cancelled. What it cannot do, an admin does by hand. */
export interface Commerce {
  readonly form: 'partner-center' | 'billing-account' | 'admin-center';
  /** `buySeveral`: two products in one order. */
  readonly can: { upgrade: boolean; buy: boolean; buySeveral: boolean; cancel: boolean; changeParties: boolean };
  eligibility(tenantId: string, source: Subscription): Promise<CommerceEligibility>;
  /** Plans (skuPartNumbers) that can be ordered here; undefined where only asking for one tells. */
  sells(tenantId: string): Promise<readonly string[] | undefined>;
  /** How a plan can be ordered; undefined when the commerce does not tell. */
  offer(tenantId: string, plan: string): Promise<Offer | undefined>;
  /**
   * Who may pay for an order; undefined when the commerce does not tell.
   * @param source skuPartNumber of the plan that is left: who pays for that is the likeliest
   */
  payers(tenantId: string, source: string): Promise<Payer[] | undefined>;
  /** Who is sold to and billed to, as on record; undefined when the commerce does not tell. */
  parties(tenantId: string): Promise<Parties | undefined>;
  saveParties(tenantId: string, parties: Parties): Promise<void>;
  /**
   * Makes a cart for a purchase. Costs nothing and may be repeated. `refused`: what the second product was refused with,
   * which is not in the cart then.
   */
  prepare(order: OrderRequest): Promise<{ cartId: string | undefined; refused?: Said | undefined }>;
  /** Sends the order. Rejects with `unknownOutcome` when no answer came, and as it was refused where nothing of it was taken. */
  place(order: OrderRequest): Promise<OrderStanding>;
  /** Reads where the order stands; `notFound` when the commerce never took it. */
  find(order: OrderRequest): Promise<OrderStanding>;
  /** What the commerce says of a subscription's term and of how it can be ended; undefined when it does not tell. */
  terms(tenantId: string, commerceId: string): Promise<Terms | undefined>;
  /**
   * Ends one subscription, the way it can be: at once, or by keeping it from renewing. One that has ended, or is kept
   * from renewing, already is not an error. What came of it is read afterwards.
   */
  end(tenantId: string, commerceId: string, key: string): Promise<void>;
  /**
   * The roles that a person holds in the commerce itself, where those decide who may buy and cancel; undefined where
   * directory roles do. Rejects with `denied` when the app may not read them.
   * @param held the person's directory roles, which may hold such a role
   * @param payer whose roles count beside the whole commerce's; any payer's when left out
   */
  rolesOf(
    tenantId: string,
    personId: string,
    held: readonly DirectoryRole[],
    payer?: string,
  ): Promise<BillingRole[] | undefined>;
  /** People who hold such a role, at most `limit`; undefined where directory roles decide. */
  peopleWith(tenantId: string, limit: number): Promise<(Actor & { role: BillingRole })[] | undefined>;
}
