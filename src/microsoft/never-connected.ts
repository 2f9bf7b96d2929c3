import { z } from 'zod';

/** No connection came about, so that nothing was sent. */
export class NeverConnected extends Error {
  constructor(cause: unknown) {
    super('no connection', { cause });
    this.name = 'NeverConnected';
  }
}

/** What `fetch` calls the same. */
const connectFailures = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENETUNREACH',
  'EHOSTUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

const causedBySchema = z.object({ cause: z.object({ code: z.string() }) });

/** Whether a request failed before anything of it could have been sent. */
export function neverConnected(error: unknown): boolean {
  if (error instanceof NeverConnected) return true;
  const parsed = causedBySchema.safeParse(error);
  return parsed.success && connectFailures.has(parsed.data.cause.code);
}
