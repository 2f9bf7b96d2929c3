/** How many of something there are: of each caller, and together. */
export class Counts {
  private all = 0;
  private readonly each = new Map<string, number>();

  constructor(
    private readonly most: number,
    private readonly mostOfOne: number,
  ) {}

  /** One more of this caller. @returns how to take it back; `full` or `tooMany` when there is no room, for all or for them */
  add(caller: string): (() => void) | 'full' | 'tooMany' {
    const own = this.each.get(caller) ?? 0;
    if (own >= this.mostOfOne) return 'tooMany';
    if (this.all >= this.most) return 'full';
    this.all += 1;
    this.each.set(caller, own + 1);
    let gone = false;
    return () => {
      if (gone) return;
      gone = true;
      this.remove(caller);
    };
  }

  private remove(caller: string): void {
    this.all -= 1;
    const left = (this.each.get(caller) ?? 1) - 1;
    if (left === 0) this.each.delete(caller);
    else this.each.set(caller, left);
  }
}
