import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createClock, type SandboxClock } from './clock.js';
import { openCloud } from './cloud.js';
import { allRouting, createDispatch, type Dispatch } from './dispatch.js';
import { receive } from './http/body.js';
import type { ApiResponse } from './http/message.js';
import { openJournal } from './journal.js';
import { guidFrom } from './random.js';

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
  const routing = allRouting();
  const dispatch = createDispatch(openCloud(clock, openJournal(dataDir), routing), routing);
  const waiting = new Set<NodeJS.Timeout>();
  let answered = 0;
  const server = createServer((request, response) => {
    answered += 1;
    void serve(clock, dispatch, request, response, guidFrom(`request|${answered}`), waiting);
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
  clock: SandboxClock,
  dispatch: Dispatch,
  request: IncomingMessage,
  response: ServerResponse,
  id: string,
  waiting: Set<NodeJS.Timeout>,
): Promise<void> {
  const { method = 'GET', url = '/' } = request;
  const headers = plainHeaders(request);
  const send = (answer: ApiResponse) => write(clock, response, answer);
  const later = (delayMs: number, action: () => void) => {
    if (delayMs <= 0) return action();
    const timer = setTimeout(() => {
      waiting.delete(timer);
      action();
    }, delayMs);
    waiting.add(timer);
  };
  try {
    const body = await receive(request);
    if ('problem' in body) {
      if (body.problem === 'tooLarge') send(dispatch.fail({ url, headers }, 413, id));
      return;
    }
    const origin = `http://${headers.host ?? '127.0.0.1'}`;
    const fate = dispatch.ask({ method, url, headers, text: body.text, origin }, id);
    switch (fate.is) {
      case 'answer':
        return later(fate.delayMs, () => send(fate.response));
      case 'reset':
        return later(fate.delayMs, () => request.socket.destroy());
      case 'hang':
        return;
      default: {
        const never: never = fate;
        return never;
      }
    }
  } catch (error) {
    process.emitWarning(error instanceof Error ? error : new Error(String(error)));
    send(dispatch.fail({ url, headers }, 500, id));
  }
}

function plainHeaders(request: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(request.headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value]],
    ),
  );
}

function write(clock: SandboxClock, response: ServerResponse, { status, headers = {}, body }: ApiResponse): void {
  if (response.destroyed || response.headersSent) return;
  const text = body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body);
  response.writeHead(status, {
    ...(body === undefined ? {} : { 'Content-Type': 'application/json; charset=utf-8' }),
    Date: new Date(clock.now()).toUTCString(),
    'x-sandbox-now': new Date(clock.now()).toISOString(),
    ...headers,
    ...(status === 204 ? {} : { 'Content-Length': String(Buffer.byteLength(text)) }),
  });
  response.end(text);
}
