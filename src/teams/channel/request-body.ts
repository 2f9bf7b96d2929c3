import type { IncomingMessage } from 'node:http';

/** The largest body that is read, in bytes. Teams' own limit for a message is 100 KB. */
const bodyLimit = 256 * 1024;

type Body =
  | { is: 'json'; value: unknown }
  | { is: 'malformed' }
  | { is: 'tooLarge' }
  | { is: 'wrongType' }
  /** The caller hung up. */
  | { is: 'broken' };

/**
 * Reads a JSON body. Written here because restify's reader counts compressed bytes and lets a damaged gzip body
 * end the process.
 */
export async function readJsonBody(request: IncomingMessage, limit = bodyLimit): Promise<Body> {
  const type = request.headers['content-type'];
  if (type !== undefined && !/^application\/([\w.+-]+\+)?json\s*(;|$)/i.test(type)) return { is: 'wrongType' };
  const encoding = request.headers['content-encoding'];
  if (encoding !== undefined && encoding !== 'identity') return { is: 'wrongType' };
  if (Number(request.headers['content-length'] ?? 0) > limit) return { is: 'tooLarge' };

  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of request.iterator({ destroyOnReturn: false })) {
      size += chunk.length;
      if (size > limit) return { is: 'tooLarge' };
      chunks.push(chunk);
    }
  } catch {
    return { is: 'broken' };
  }
  try {
    return { is: 'json', value: JSON.parse(Buffer.concat(chunks).toString('utf8')) };
  } catch {
    return { is: 'malformed' };
  }
}
