/** One in so many gives way at a time. */
const share = 100;

/**
 * A map of at most `most` entries: beyond that, those that were set longest ago give way. Of a large map it is some at
 * once: a walk to the oldest meets every entry that was ever deleted there, thousands of them, until the map makes itself
 * anew. Nor can a walk be kept to go on from: it would hold all that the map has ever been.
 */
export class BoundedMap<K, V> extends Map<K, V> {
  constructor(private readonly most: number) {
    super();
  }

  override set(key: K, value: V): this {
    this.delete(key);
    super.set(key, value);
    if (this.size > this.most) this.giveWay(Math.max(1, Math.floor(this.most / share)));
    return this;
  }

  /** What is kept of a key; where nothing is, what `make` makes of it, which is kept then. */
  getOrMake(key: K, make: (key: K) => V): V {
    const known = this.get(key);
    if (known !== undefined) return known;
    const made = make(key);
    this.set(key, made);
    return made;
  }

  private giveWay(count: number): void {
    const left = this.size - count;
    for (const oldest of this.keys()) {
      this.delete(oldest);
      if (this.size <= left) return;
    }
  }
}
