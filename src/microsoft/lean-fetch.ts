import { request as requestPlain } from 'node:http';
import { request as requestSafe } from 'node:https';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { onceAborted } from '../base/once-aborted.js';
import { NeverConnected } from './never-connected.js';

/** The headers of an answer; a name in any case, and null where there is no such header. */
export type AnswerHeaders = { get(name: string): string | null };

/** What the clients of this folder use of `fetch`: which it may be, or something that costs less. */
export type Fetch = (
  address: string,
  init: {
    method: string;
    headers: Record<string, string>;
    body?: string;
    /** Where an answer leads elsewhere, that is told and not followed. */
    redirect: 'manual';
    signal: AbortSignal;
  },
) => Promise<{ status: number; headers: AnswerHeaders; text(): Promise<string> }>;

/** The largest answer is a report of 200,000 people, of about 50 MB; whatever brings more is none of ours. */
const mostBytes = 64 * 2 ** 20;

/** An answer was larger than any is. */
export class TooLarge extends Error {
  constructor() {
    super(`more than ${mostBytes} bytes`);
    this.name = 'TooLarge';
  }
}

/** The signal aborted; `cause` is its reason. */
class Aborted extends Error {
  override name = 'AbortError';

  constructor(cause: unknown) {
    super('it is needed no longer', { cause });
  }
}

const unzipped = promisify(gunzip);
const decoder = new TextDecoder();

/**
 * Asks by Node's own HTTP client, on connections that are kept: `fetch` in Node 20 takes four times the processor time,
 * most of it for what nobody here uses (streams, copies of requests, headers to be changed). It resolves once the whole
 * answer is there.
 * @throws NeverConnected; TooLarge; the error of the connection; an AbortError once the signal aborts
 */
export const leanFetch: Fetch = (address, { method, headers, body, signal }) =>
  new Promise((resolve, reject) => {
    const url = new URL(address);
    const isSafe = url.protocol === 'https:';
    let isConnected = false;
    const failed = (error: unknown) => {
      forget();
      reject(isConnected ? error : new NeverConnected(error));
    };
    const asked = (isSafe ? requestSafe : requestPlain)(url, {
      method,
      headers: { 'accept-encoding': 'gzip', 'user-agent': 'upgrade-assistant', ...headers },
    });
    // Not by what Node's client does with a signal, which takes three times as long.
    const forget = onceAborted(signal, () => asked.destroy(new Aborted(signal.reason)));
    asked.once('socket', (socket) => {
      isConnected = asked.reusedSocket;
      if (!isConnected)
        socket.once(isSafe ? 'secureConnect' : 'connect', () => {
          isConnected = true;
        });
    });
    asked.once('response', (response) => {
      const chunks: Buffer[] = [];
      let size = 0;
      response.on('data', (chunk: Buffer) => {
        size += chunk.length;
        if (size > mostBytes) response.destroy(new TooLarge());
        else chunks.push(chunk);
      });
      response.on('error', failed);
      response.once('end', () => {
        forget();
        const get = (name: string) => {
          const value = response.headers[name.toLowerCase()];
          return value === undefined ? null : String(value);
        };
        const isZipped = get('content-encoding') === 'gzip';
        const text = async () => decoder.decode(isZipped ? await unzip(joined(chunks)) : joined(chunks));
        resolve({ status: response.statusCode ?? 0, headers: { get }, text });
      });
    });
    // Listened for to the end: an error that nobody hears ends the process.
    asked.on('error', failed);
    asked.end(body);
  });

const joined = (chunks: readonly Buffer[]): Buffer =>
  chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks);

/** @throws TooLarge */
async function unzip(bytes: Buffer): Promise<Buffer> {
  try {
    return await unzipped(bytes, { maxOutputLength: mostBytes });
  } catch (error) {
    const isTooLarge =
      typeof error === 'object' && error !== null && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
    throw isTooLarge ? new TooLarge() : error;
  }
}
