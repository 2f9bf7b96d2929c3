import { z } from 'zod';

const connectFailures = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENETUNREACH',
  'EHOSTUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

const causedBySchema = z.object({ cause: z.object({ code: z.string() }) });

/** Whether a fetch failed before anything could have been sent. */
export function neverConnected(error: unknown): boolean {
  const parsed = causedBySchema.safeParse(error);
  return parsed.success && connectFailures.has(parsed.data.cause.code);
}
