/** A map of at most `most` entries: beyond that, the one that was set longest ago gives way. */
export class BoundedMap<K, V> extends Map<K, V> {
  constructor(private readonly most: number) {
    super();
  }

  override set(key: K, value: V): this {
    this.delete(key);
    super.set(key, value);
    const oldest = this.keys().next();
    if (this.size > this.most && !oldest.done) this.delete(oldest.value);
    return this;
  }
}
