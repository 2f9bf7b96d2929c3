/**
 * A word of one of Microsoft's enumerations, to look it up by: in small letters, with nothing between them. The same
 * word comes as `pending_review`, `PendingReview` and `pending review`, by service, page and year.
 */
export function plainWord(word: string): string {
  return word.toLowerCase().replace(/[^a-z0-9]/g, '');
}
