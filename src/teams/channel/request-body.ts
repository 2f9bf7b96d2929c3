import type { IncomingMessage } from 'node:http';
import { activityLimits, JsonWatch } from './json-limits.js';
import { readJson } from './read-json.js';

/** The largest body that is read, in bytes. Teams' own limit for a message is 100 KB. */
export const bodyLimit = 256 * 1024;

type Body =
  | { is: 'json'; value: unknown }
  | { is: 'malformed' }
  | { is: 'tooLarge' }
  /** The caller hung up. */
  | { is: 'broken' };

/**
 * Reads a JSON body, no further than it is one that could be an activity. Written here because restify's reader counts
 * compressed bytes and lets a damaged gzip body end the process.
 * @param count is told how many bytes came in, as they come
 */
export async function readJsonBody(request: IncomingMessage, count: (bytes: number) => void): Promise<Body> {
  const watch = new JsonWatch(activityLimits);
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of request.iterator({ destroyOnReturn: false })) {
      size += chunk.length;
      count(chunk.length);
      if (size > bodyLimit) return { is: 'tooLarge' };
      if (!watch.takes(chunk)) return { is: 'malformed' };
      chunks.push(chunk);
    }
  } catch {
    return { is: 'broken' };
  }
  try {
    return { is: 'json', value: readJson(Buffer.concat(chunks).toString('utf8')) };
  } catch (error) {
    if (error instanceof SyntaxError) return { is: 'malformed' };
    throw error;
  }
}
