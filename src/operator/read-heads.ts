import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { z } from 'zod';

/** What the log was told of a run's audit: the hash of its last entry when it had so many. */
const headSchema = z.object({
  event: z.literal('audit'),
  tenant: z.string(),
  run: z.string(),
  entries: z.number().int().positive(),
  head: z.string(),
});
export type Head = z.infer<typeof headSchema>;

/** The heads of a tenant's audits in a log, a JSON object a line; other lines are passed over. Rejects when it can't be read. */
export async function readHeads(file: string, tenantId: string): Promise<Head[]> {
  const heads: Head[] = [];
  for await (const line of createInterface({ input: createReadStream(file) })) {
    const head = line.includes('"audit"') ? headSchema.safeParse(jsonOf(line)).data : undefined;
    if (head?.tenant === tenantId) heads.push(head);
  }
  return heads;
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    // Somebody else's line.
    return undefined;
  }
}
