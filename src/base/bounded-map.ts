/** A map of at most `most` entries: beyond that, the one that was set longest ago gives way. */
export class BoundedMap<K, V> extends Map<K, V> {
  private readonly deleteOldest = deletingOldest(this);

  constructor(private readonly most: number) {
    super();
  }

  override set(key: K, value: V): this {
    this.delete(key);
    super.set(key, value);
    if (this.size > this.most) this.deleteOldest();
    return this;
  }
}

/**
 * Deletes what was set longest ago of a map, one entry each time; of an empty map nothing. What is set anew has to be
 * deleted first to be the newest. It goes on where it was: a walk from the beginning meets every entry that was ever
 * deleted there, thousands of them, until the map makes itself anew.
 * @param remove deletes it; left out: from the map alone
 */
export function deletingOldest<K>(map: Map<K, unknown>, remove = (key: K): void => void map.delete(key)): () => void {
  let walk = map.keys();
  return () => {
    let next = walk.next();
    if (next.done) {
      walk = map.keys();
      next = walk.next();
    }
    if (!next.done) remove(next.value);
  };
}
