/** What an open review of an order waits for. */
export const orderReviews = [
  /** Microsoft's decision on the order: a credit check, or a second look. */
  'order',
  /** The customer's purchase order, which somebody has to upload. */
  'missingPurchaseOrder',
  /** Microsoft's decision on the purchase order that was uploaded. */
  'purchaseOrder',
] as const;
export type OrderReview = (typeof orderReviews)[number];
