import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const lineSchema = z.object({
  at: z.number(),
  surface: z.enum(['graph', 'partner-center', 'billing', 'admin-center', 'reports', 'control', 'fault']),
  tenant: z.string().optional(),
  method: z.string(),
  url: z.string(),
  headers: z.record(z.string(), z.string()).optional(),
  body: z.unknown().optional(),
});

/** One request that changed something, and when. All of them in order are the whole world. */
export type JournalLine = z.infer<typeof lineSchema>;

export interface Journal {
  /** What was written before this process, oldest first. */
  readonly earlier: readonly JournalLine[];
  /** Returns when the operating system has the line: it outlives the process, not a power cut. */
  append(entry: JournalLine): void;
}

/** The journal in a folder, or one that forgets everything with the process. */
export function openJournal(dataDir: string | undefined): Journal {
  if (dataDir === undefined) return { earlier: [], append: () => undefined };
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const file = join(dataDir, 'journal.jsonl');
  const earlier = stillNeeded(readLines(file));
  // Written anew at every start: what was replaced goes, and so does a line that a kill tore in half.
  const fresh = `${file}.new`;
  writeFileSync(fresh, earlier.map((entry) => `${JSON.stringify(entry)}\n`).join(''), { mode: 0o600 });
  renameSync(fresh, file);
  return { earlier, append: (entry) => appendFileSync(file, `${JSON.stringify(entry)}\n`) };
}

function readLines(file: string): JournalLine[] {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.flatMap((line, index) => {
    if (line === '') return [];
    const entry = lineSchema.safeParse(parseLine(line));
    if (entry.success) return [entry.data];
    if (index === lines.length - 1) return [];
    throw new Error(`${file}: line ${index + 1} is damaged. Remove the file to start with an empty sandbox.`);
  });
}

function parseLine(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    // The schema refuses undefined; the caller decides whether the line was merely torn.
    return undefined;
  }
}

/** Leaves out what a later scenario or fault list has replaced. */
function stillNeeded(entries: readonly JournalLine[]): JournalLine[] {
  const lastReset = new Map<string, number>();
  entries.forEach((entry, index) => {
    const topic = resets(entry);
    if (topic !== undefined) lastReset.set(topic, index);
  });
  return entries.filter((entry, index) => {
    const topic = topicOf(entry);
    return topic === undefined || index >= (lastReset.get(topic) ?? 0);
  });
}

const faultList = 'faults';

function topicOf({ surface, tenant, url }: JournalLine): string | undefined {
  if (tenant !== undefined) return `tenant ${tenant}`;
  return surface === 'fault' || url === '/faults' ? faultList : undefined;
}

function resets(entry: JournalLine): string | undefined {
  if (entry.surface !== 'control') return undefined;
  if (entry.url === '/faults') return faultList;
  return entry.tenant !== undefined && entry.method === 'PUT' ? topicOf(entry) : undefined;
}
