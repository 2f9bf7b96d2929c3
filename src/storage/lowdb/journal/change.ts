import { z } from 'zod';
import { stretchesOf } from '../../../base/stretches.js';
import { lengthOf, lengthOfPiece, type Pieces } from '../../pieces.js';

/**
 * What is written of a document whose text is mostly as it was: where in the former text the same stands, as the UTF-16
 * code units from and to, and between those what is new.
 */
const changeSchema = z.array(z.union([z.string(), z.tuple([z.number().int(), z.number().int()])]));

/** A change this much shorter than the text is worth it: the text is put together again at a start. */
const worth = 4;

/** @returns the change as JSON; undefined where the text is better written whole */
export function changeFrom(former: Pieces, text: Pieces): string | undefined {
  const change = new Change();
  /** What is the same and was not noted yet reaches from one to the other. */
  let same = 0;
  let from = 0;
  for (let at = 0; at < text.length; at += 1) {
    const before = former[at] ?? '';
    const piece = text[at] ?? '';
    const to = from + lengthOfPiece(before);
    if (piece !== before) {
      change.keep(same, from);
      if (typeof piece === 'string') change.add(piece);
      else change.addList(piece, typeof before === 'string' ? [] : before, from);
      same = to;
    }
    from = to;
  }
  change.keep(same, from);
  return change.added * worth < lengthOf(text) ? JSON.stringify(change.parts) : undefined;
}

class Change {
  readonly parts: (string | [from: number, to: number])[] = [];
  /** How much of the text is new, in UTF-16 code units. */
  added = 0;

  keep(from: number, to: number): void {
    const last = this.parts.at(-1);
    if (typeof last === 'object' && last[1] === from) last[1] = to;
    else if (to > from) this.parts.push([from, to]);
  }

  add(text: string): void {
    this.added += text.length;
    const last = this.parts.at(-1);
    if (typeof last === 'string') this.parts[this.parts.length - 1] = last + text;
    else this.parts.push(text);
  }

  /** @param start where the list's former text begins */
  addList(list: readonly string[], before: readonly string[], start: number): void {
    let at = 0;
    let reached = start;
    const placeOf = (piece: number): number => {
      for (; at < piece; at += 1) reached += before[at]?.length ?? 0;
      return reached;
    };
    for (const { of, from, to } of stretchesOf(list, before))
      if (of === 'list') for (const piece of list.slice(from, to)) this.add(piece);
      else this.keep(placeOf(from), placeOf(to));
  }
}

/** @returns the text that was made of the former one; undefined where this is no change of it */
export function changed(former: string, change: string): string | undefined {
  const read = changeSchema.safeParse(parsed(change));
  if (!read.success) return undefined;
  return read.data.map((part) => (typeof part === 'string' ? part : former.slice(...part))).join('');
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    // As what else is no change.
    return undefined;
  }
}
