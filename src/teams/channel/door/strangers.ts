import { Allowance, type AllowanceLimit } from '../../../base/allowance.js';
import { BoundedMap } from '../../../base/bounded-map.js';
import type { RealTime } from '../../../base/real-time.js';

const mostCallers = 10_000;

/** How often each address may come without a genuine token. */
export class Strangers {
  private readonly callers = new BoundedMap<string, Allowance>(mostCallers);

  constructor(
    private readonly limit: AllowanceLimit,
    private readonly time: Pick<RealTime, 'now'>,
  ) {}

  /** Counts a request of whom nothing is known yet; false when there were too many. */
  mayCome(caller: string): boolean {
    const now = this.time.now();
    const allowance = this.callers.get(caller) ?? new Allowance(this.limit, now);
    this.callers.set(caller, allowance);
    return allowance.use(now);
  }

  /** The request showed a genuine token after all. */
  isKnown(caller: string): void {
    this.callers.get(caller)?.giveBack();
  }
}
