/** How much may be done at once, and how fast it may be done again. */
export type AllowanceLimit = { most: number; perSecond: number };

/** Something that may be done so often: what was used comes back with time. */
export class Allowance {
  private left: number;
  private at: number;

  /** @param now milliseconds since the epoch */
  constructor(
    private readonly limit: AllowanceLimit,
    now: number,
  ) {
    this.left = limit.most;
    this.at = now;
  }

  /** Uses it once; false when nothing is left. */
  use(now: number): boolean {
    const { most, perSecond } = this.limit;
    this.left = Math.min(most, this.left + (Math.max(0, now - this.at) / 1_000) * perSecond);
    this.at = now;
    if (this.left < 1) return false;
    this.left -= 1;
    return true;
  }

  /** Takes one use back. */
  giveBack(): void {
    this.left = Math.min(this.limit.most, this.left + 1);
  }
}
