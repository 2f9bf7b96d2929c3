/**
 * A text in pieces: those of a document's next version are mostly the same ones, so what has changed is found without
 * reading either text. A list among them has grown at its end where its first pieces are as they were.
 */
export type Pieces = readonly (string | readonly string[])[];

/** How many UTF-16 code units the text has. */
export function lengthOf(pieces: Pieces): number {
  let length = 0;
  for (const piece of pieces) length += lengthOfPiece(piece);
  return length;
}

export function lengthOfPiece(piece: string | readonly string[]): number {
  if (typeof piece === 'string') return piece.length;
  let length = 0;
  for (const one of piece) length += one.length;
  return length;
}

/** The text in one piece. */
export const joined = (pieces: Pieces): string => pieces.flat().join('');
