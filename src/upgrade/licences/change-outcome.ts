/** What Microsoft Graph says of a change of somebody's licences. */

/** What came of one licence change inside a batch. */
export type ChangeOutcome =
  | { is: 'done' }
  /** Nothing changed for this person; try again, not before `retryAfterMs`. */
  | { is: 'busy'; retryAfterMs: number | undefined }
  /** It may or may not have happened: read the person. */
  | { is: 'unknown' }
  /** The person no longer exists. */
  | { is: 'gone' }
  /** Refused; `text` is Microsoft's own sentence. */
  | { is: 'refused'; text: string };

/** What came of having one person's licences from groups processed again. */
export type ReprocessOutcome =
  | { is: 'done' }
  /** The person no longer exists. */
  | { is: 'gone' }
  /** The app lacks the permission for it. */
  | { is: 'denied' }
  /** They cannot have what their groups hand out; `text` is Microsoft's own sentence. */
  | { is: 'refused'; text: string };
