/** What happens on a tenant's billing account. Times are milliseconds since 1970. */

/** A purchase on a billing account, by the name its buyer gave it. */
export interface BillingAlias {
  readonly name: string;
  readonly displayName: string;
  readonly orderId: string;
  /** Ids of the billing profile and invoice section that pay. */
  readonly payer?: { readonly profileId: string; readonly sectionId: string };
}

/** A change on a billing account that is answered before it is finished. */
export interface BillingOperation {
  readonly id: string;
  readonly kind: 'cancel' | 'update' | 'purchase';
  /** Commerce id of the subscription, or the name of the alias when something is bought. */
  readonly of: string;
  outcome?: { status: number; body?: unknown };
}

export interface BillingState {
  /** By name in lower case. */
  aliases: Map<string, BillingAlias>;
  operations: Map<string, BillingOperation>;
  /** Commerce id → until when changes of the subscription are refused. */
  lockedUntil: Map<string, number>;
}
