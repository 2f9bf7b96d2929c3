import type { Pieces } from './pieces.js';

/**
 * A document as it was read or written last. The value is frozen: all readers have the same. With the text that it was
 * written as, where this process did.
 */
export type Latest = { version: number; value: unknown; json?: Pieces };

/** How much text the remembered values were made of, in characters: some five times that in memory. */
const mostText = 12 * 1024 * 1024;

/**
 * The latest versions of documents, so that one that was understood once need not be again. Bounded: the one that nobody
 * asked for the longest gives way.
 */
export class LatestDocuments<T extends Latest = Latest> {
  private readonly kept = new Map<string, { latest: T; size: number }>();
  private size = 0;

  /** @param most characters of text that the values may have been made of together */
  constructor(private readonly most = mostText) {}

  get(place: string): T | undefined {
    const one = this.kept.get(place);
    if (!one) return undefined;
    // With half of the room left nothing is about to give way: until something does, what is in use was asked for again.
    if (this.size * 2 > this.most) {
      this.kept.delete(place);
      this.kept.set(place, one);
    }
    return one.latest;
  }

  /** @param size the length of its text */
  set(place: string, latest: T, size: number): void {
    this.delete(place);
    this.kept.set(place, { latest, size });
    this.size += size;
    // A walk to the oldest is dear, see BoundedMap.
    if (this.size > this.most) this.giveWay();
  }

  /** The same where nothing has to give way for it: whoever reads through everything must not drive out what is in use. */
  setIfRoom(place: string, latest: T, size: number): void {
    if (this.size + size <= this.most) this.set(place, latest, size);
  }

  private giveWay(): void {
    for (const oldest of this.kept.keys()) {
      this.delete(oldest);
      if (this.size <= this.most) return;
    }
  }

  delete(place: string): void {
    const one = this.kept.get(place);
    if (!one) return;
    this.kept.delete(place);
    this.size -= one.size;
  }
}
