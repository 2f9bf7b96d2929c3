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
export function readJsonBody(request: IncomingMessage, count: (bytes: number) => void): Promise<Body> {
  const watch = new JsonWatch(activityLimits);
  const chunks: Buffer[] = [];
  let size = 0;
  return new Promise((resolve) => {
    const done = (body: Body) => {
      request.off('data', take).off('end', end).off('close', broken);
      request.pause();
      resolve(body);
    };
    const take = (chunk: Buffer) => {
      size += chunk.length;
      count(chunk.length);
      if (size > bodyLimit) done({ is: 'tooLarge' });
      else if (!watch.takes(chunk)) done({ is: 'malformed' });
      else chunks.push(chunk);
    };
    const end = () => done(read(chunks));
    const broken = () => done({ is: 'broken' });
    // The one for errors stays: without it an error that comes late would end the process.
    request.on('error', broken).on('close', broken).on('end', end).on('data', take);
  });
}

function read(chunks: readonly Buffer[]): Body {
  try {
    const [only] = chunks;
    const bytes = only && chunks.length === 1 ? only : Buffer.concat(chunks);
    return { is: 'json', value: readJson(bytes.toString('utf8')) };
  } catch (error) {
    if (error instanceof SyntaxError) return { is: 'malformed' };
    throw error;
  }
}
