/** How long what is kept is kept, in days. */
export type Periods = {
  /** Runs, with their audit, after their end. */
  runs: number;
  /** Who had what before a run, after its end. */
  snapshots: number;
  /** People who removed the bot, or whom Graph shows no role any more, after they wrote last. */
  people: number;
  /** What is left of a tenant whose last person removed the bot. */
  grace: number;
  /** What somebody was asked in a message: whether they take a file. */
  questions: number;
};

const dayMs = 24 * 3_600_000;

/** @param retentionDays what the operator set for runs: nothing is kept longer */
export function periodsOf(retentionDays: number): Periods {
  const atMost = (days: number) => Math.min(days, retentionDays);
  return { runs: retentionDays, snapshots: atMost(90), people: atMost(30), grace: atMost(30), questions: atMost(30) };
}

/** Whether so many days have passed since. */
export function isOlder(since: Date | string, days: number, now: Date): boolean {
  return now.getTime() - new Date(since).getTime() >= days * dayMs;
}
