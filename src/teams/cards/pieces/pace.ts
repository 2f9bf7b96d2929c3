/** Less time than this says nothing about the pace, in milliseconds. */
const shortestSpan = 5_000;

type Counted = { done: number; total: number; failed: number; startedAt: string | null };

/** How many people a minute were changed so far, and how many minutes the rest takes at that; undefined before that can be told. */
export function pace(
  { done, total, failed, startedAt }: Counted,
  now: Date,
): { perMinute: number; minutesLeft: number | undefined } | undefined {
  const span = startedAt === null ? 0 : now.getTime() - Date.parse(startedAt);
  if (done === 0 || span < shortestSpan) return undefined;
  const perMinute = done / (span / 60_000);
  const left = Math.max(total - done - failed, 0);
  return { perMinute, minutesLeft: left > 0 ? left / perMinute : undefined };
}
