import { readFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { z } from 'zod';
import { codeOf } from '../failures.js';

/** Which process it is. The start tells a process from a later one with the same pid, as containers have it. */
export const processIdentitySchema = z.object({
  pid: z.number().int().positive(),
  host: z.string(),
  /** Clock ticks since boot, as /proc tells it; null where there is no /proc. */
  started: z.string().nullable(),
});
export type ProcessIdentity = z.infer<typeof processIdentitySchema>;

/** This process. */
export async function thisProcess(): Promise<ProcessIdentity> {
  return { pid: process.pid, host: hostname(), started: await startOf(process.pid) };
}

/** Whether a process still runs: `unknown` when it ran on another host (or in another container), where we cannot look. */
export async function livenessOf(one: ProcessIdentity): Promise<'alive' | 'dead' | 'unknown'> {
  if (one.host !== hostname()) return 'unknown';
  if (!answersSignals(one.pid)) return 'dead';
  const started = await startOf(one.pid);
  return started === null || started === one.started ? 'alive' : 'dead';
}

function answersSignals(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it is there, and somebody else's.
    return codeOf(error) === 'EPERM';
  }
}

async function startOf(pid: number): Promise<string | null> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
  // The name in parentheses may hold spaces; the start is the 22nd field, the 20th after it.
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
}
