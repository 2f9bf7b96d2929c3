import { readFile } from 'node:fs/promises';

/** How one playing of a story is cut short or disturbed; see moments.mjs. */

/**
 * Moments that an earlier playing of the story named, or after how many of any kind; or, instead of a kill, which writes
 * the disk fails, or from which step of the story on the process may, for some seconds, open no more files and sockets than
 * it has open.
 */
export type Kill =
  | { at: readonly string[] }
  | { after: number }
  | { disk: DiskFailure; writes: Span }
  | { noDescriptors: number };
type DiskFailure = 'ENOSPC' | 'EIO' | 'EROFS';
type Span = readonly [from: number, to: number];

/** What each start is told of how it is to end. */
export function killing(kill: Kill, passed: string): Record<string, string>[] {
  if ('disk' in kill) return [{ DISK_FAILS: `${kill.disk} ${kill.writes.join('-')}` }];
  if ('noDescriptors' in kill) return [{}];
  return 'at' in kill
    ? kill.at.map(() => ({ KILL_AT: kill.at.join('\n'), PASSED: passed }))
    : [{ KILL_AFTER: String(kill.after) }];
}

/** At which of the named moments it was killed, as the last process that was left behind. */
export async function killedAt(passed: string): Promise<string[]> {
  const text = await readFile(passed, 'utf8').catch(() => undefined);
  return text === undefined ? [] : (JSON.parse(text) as { killedAt: string[] }).killedAt;
}
