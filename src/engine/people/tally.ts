import { calledOf } from '../../upgrade/licences/called.js';
import { readLicenceFailure } from '../../upgrade/licences/licence-failures.js';
import type { Failure, Work } from '../../upgrade/run/shape.js';
import type { LicensedUser } from '../../upgrade/tenant/facts.js';
import type { Learning } from './learning.js';

/** What a change leaves behind that has to be told. */
type Told = { readonly unmapped: readonly string[]; readonly alsoOff: readonly string[] };

/** Failures that are kept by name; the rest are counted. */
const failuresListed = 200;

/** Counts what came of the changes. */
export class Tally {
  private readonly failed = new Map<string, Failure>();
  private readonly unmapped: Map<string, number>;
  private readonly alsoOff: Map<string, number>;

  /**
   * @param learning where the work keeps what refusals teach
   * @param before counts of earlier passes over other people, which stay
   */
  constructor(
    private total: number,
    private done: number,
    private readonly startedAt: string,
    private readonly learning: Pick<Learning, 'learnt'> = { learnt: [] },
    before: Pick<Work, 'unmapped' | 'alsoOff'> = { unmapped: {}, alsoOff: {} },
  ) {
    this.unmapped = new Map(Object.entries(before.unmapped));
    this.alsoOff = new Map(Object.entries(before.alsoOff));
  }

  moved(told: Told): void {
    this.done += 1;
    this.told(told);
  }

  /** Counts what a change leaves to be told, for people who are counted elsewhere. */
  told({ unmapped, alsoOff }: Told, people = 1): void {
    for (const name of unmapped) this.unmapped.set(name, (this.unmapped.get(name) ?? 0) + people);
    for (const name of alsoOff) this.alsoOff.set(name, (this.alsoOff.get(name) ?? 0) + people);
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
      alsoOff: Object.fromEntries(this.alsoOff),
      learnt: this.learning.learnt.map(({ service, needsOneOf }) => ({ service, needsOneOf: [...needsOneOf] })),
    };
  }
}

export function userFailure(
  user: Pick<LicensedUser, 'id' | 'displayName' | 'userPrincipalName'>,
  text: string,
): Failure {
  const signIn = user.userPrincipalName.trim();
  const called = { id: user.id, name: calledOf(user), ...(signIn === '' ? {} : { signIn }) };
  return { ...called, of: 'user', reason: readLicenceFailure(text), text };
}
