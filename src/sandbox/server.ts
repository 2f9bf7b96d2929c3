import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createClock } from './clock.js';
import { type Cloud, openCloud } from './cloud.js';
import { readBody } from './http/body.js';
import type { ApiResponse } from './http/message.js';
import { openJournal } from './journal.js';
import { guidFrom } from './random.js';
import { createSurfaces, dispatch, failureAnswer, type Surface } from './surfaces.js';

/**
 * A Microsoft cloud in a box: tokens, Graph, Partner Center, billing accounts and the admin center's pages over a model
 * of tenants, with faults and a clock that can be moved. Nothing here knows of runs or bots, and nothing here may be
 * imported by the rooms that do.
 */

export interface SandboxOptions {
  readonly host?: '127.0.0.1';
  /** 0 takes any free port. */
  readonly port: number;
  /** Where the world is kept between two starts; without it, it ends with the process. */
  readonly dataDir?: string;
  /** Real time in milliseconds since 1970. */
  readonly now?: () => number;
}

export interface Sandbox {
  readonly url: string;
  readonly port: number;
  /** Calls the listener whenever the sandbox's time was moved forward. */
  onAdvance(listener: () => void): void;
  close(): Promise<void>;
}

/**
 * Starts the sandbox, as it was left if `dataDir` holds a world.
 * @throws the error of the port or of the folder when one of them cannot be used
 */
export async function startSandbox({
  host = '127.0.0.1',
  port,
  dataDir,
  now = Date.now,
}: SandboxOptions): Promise<Sandbox> {
  const clock = createClock(now);
  const cloud = openCloud(clock, openJournal(dataDir));
  const surfaces = createSurfaces(cloud);
  const waiting = new Set<NodeJS.Timeout>();
  let answered = 0;
  const server = createServer((request, response) => {
    answered += 1;
    void serve(cloud, surfaces, request, response, guidFrom(`request|${answered}`), waiting);
  });
  server.keepAliveTimeout = 65_000;
  const opened = await listen(server, port, host);
  return {
    url: `http://${host}:${opened}`,
    port: opened,
    onAdvance: clock.onAdvance,
    close: () =>
      new Promise((resolve) => {
        for (const timer of waiting) clearTimeout(timer);
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

async function serve(
  cloud: Cloud,
  surfaces: readonly Surface[],
  request: IncomingMessage,
  response: ServerResponse,
  id: string,
  waiting: Set<NodeJS.Timeout>,
): Promise<void> {
  const url = request.url ?? '/';
  const send = (answer: ApiResponse) => write(cloud, request, response, id, answer);
  const later = (delayMs: number, action: () => void) => {
    if (delayMs <= 0) return action();
    const timer = setTimeout(() => {
      waiting.delete(timer);
      action();
    }, delayMs);
    waiting.add(timer);
  };
  try {
    const body = await readBody(request);
    if ('problem' in body) {
      if (body.problem === 'tooLarge') send(failureAnswer(url, 413, cloud.now()));
      return;
    }
    const { text } = body;
    const headers = plainHeaders(request);
    const origin = `http://${headers.host ?? '127.0.0.1'}`;
    const outcome = dispatch(surfaces, { method: request.method ?? 'GET', url, headers, text, origin });
    switch (outcome.is) {
      case 'answer':
        return later(outcome.delayMs, () => send(outcome.response));
      case 'reset':
        return later(outcome.delayMs, () => request.socket.destroy());
      case 'hang':
        return;
      default: {
        const never: never = outcome;
        return never;
      }
    }
  } catch (error) {
    process.emitWarning(error instanceof Error ? error : new Error(String(error)));
    send(failureAnswer(url, 500, cloud.now()));
  }
}

function plainHeaders(request: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(request.headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value]],
    ),
  );
}

function write(
  cloud: Cloud,
  request: IncomingMessage,
  response: ServerResponse,
  id: string,
  { status, headers = {}, body }: ApiResponse,
): void {
  if (response.destroyed || response.headersSent) return;
  const text = body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body);
  response.writeHead(status, {
    ...idHeaders(request, id),
    ...(body === undefined ? {} : { 'Content-Type': 'application/json; charset=utf-8' }),
    'x-sandbox-now': new Date(cloud.now()).toISOString(),
    ...headers,
    ...(status === 204 ? {} : { 'Content-Length': String(Buffer.byteLength(text)) }),
  });
  response.end(text);
}

/** The headers by which each API names a request. */
function idHeaders(request: IncomingMessage, id: string): Record<string, string> {
  const url = request.url?.toLowerCase() ?? '';
  if (url.startsWith('/admin-center/')) return {};
  if (url.startsWith('/partnercenter/')) {
    return {
      'MS-RequestId': header(request, 'ms-requestid') ?? id,
      'MS-CorrelationId': header(request, 'ms-correlationid') ?? id,
    };
  }
  if (url.startsWith('/providers/')) return { 'x-ms-request-id': id, 'x-ms-correlation-request-id': id };
  return {
    'request-id': id,
    'client-request-id': header(request, 'client-request-id') ?? id,
    'OData-Version': '4.0',
  };
}

function header({ headers }: IncomingMessage, name: string): string | undefined {
  const value = headers[name];
  return typeof value === 'string' && /^[\x20-\x7e]{1,200}$/.test(value) ? value : undefined;
}
