import { calledOf } from '../../upgrade/licences/called.js';
import { readLicenceFailure } from '../../upgrade/licences/licence-failures.js';
import type { Failure, Work } from '../../upgrade/run/shape.js';
import type { LicensedUser } from '../../upgrade/tenant/facts.js';

/** Failures that are kept by name; the rest are counted. */
const failuresListed = 200;

/** Counts what came of the changes. */
export class Tally {
  private readonly failed = new Map<string, Failure>();
  private readonly unmapped = new Map<string, number>();

  constructor(
    private total: number,
    private done: number,
    private readonly startedAt: string,
  ) {}

  moved({ unmapped }: { unmapped: readonly string[] }): void {
    this.done += 1;
    for (const name of unmapped) this.unmapped.set(name, (this.unmapped.get(name) ?? 0) + 1);
  }

  fail(failure: Failure): void {
    this.failed.set(failure.id, failure);
  }

  hasFailed(id: string): boolean {
    return this.failed.has(id);
  }

  get failedCount(): number {
    return this.failed.size;
  }

  /** Sets the counts to what was read. */
  correct(total: number, done: number): void {
    this.total = total;
    this.done = done;
  }

  work(): Work {
    const failures = [...this.failed.values()];
    return {
      total: Math.max(this.total, this.done),
      done: this.done,
      failures: failures.slice(0, failuresListed),
      failuresUnlisted: Math.max(0, failures.length - failuresListed),
      startedAt: this.startedAt,
      unmapped: Object.fromEntries(this.unmapped),
    };
  }
}

export function userFailure(
  user: Pick<LicensedUser, 'id' | 'displayName' | 'userPrincipalName'>,
  text: string,
): Failure {
  return { id: user.id, name: calledOf(user), of: 'user', reason: readLicenceFailure(text), text };
}
