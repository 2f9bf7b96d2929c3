import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import restify, { type Request, type Response } from 'restify';
import type { HealthWatch } from '../../storage/health-watch.js';
import type { TeamsAdapter } from './adapter.js';
import { sendError } from './http-errors.js';
import type { TurnMetrics } from './metrics.js';
import { receiveActivity } from './receive-activity.js';
import { type Handler, RequestsUnderWay } from './requests-under-way.js';
import type { Turn } from './turn.js';

/**
 * The HTTP surface: turns come in, health and numbers go out. Whatever is sent here, the answer is short, says nothing
 * of the inside, and the process goes on.
 */

type ServerOptions = {
  host: string;
  /** 0: any free one. */
  port: number;
  adapter: Pick<TeamsAdapter, 'receive'>;
  takeTurn: (turn: Turn) => Promise<void>;
  /** Gives out a report to whoever has a link. */
  download: (token: string, request: Request, response: Response) => Promise<void>;
  health: Pick<HealthWatch, 'tell'>;
  metrics: TurnMetrics;
  /** What operators are told here too; undefined where anybody may ask. */
  details: Registry | undefined;
  log: Logger;
};

/** The server, not listening yet. */
export function createTeamsServer(options: ServerOptions) {
  const { download, health, details, log } = options;
  const server = restify.createServer({ name: 'upgrade-assistant', log: log as never, noWriteContinue: true });
  server.server.requestTimeout = 30_000;
  let closing = false;
  const requests = new RequestsUnderWay(log);

  const get = (path: string, work: Handler) => server.get(path, requests.handle(work));

  server.post(
    '/api/messages',
    requests.handle(async (req, res) => (closing ? sendError(res, 503) : receiveActivity(options, req, res))),
  );
  // A named part of a path may have no more than 100 letters.
  const giveOut: Handler = (req, res) => download(String(req.params['*']), req, res);
  get('/reports/*', giveOut);
  server.head('/reports/*', requests.handle(giveOut));
  get('/healthz', async (_req, res) => res.send(200, { status: 'ok' }));
  get('/readyz', async (_req, res) => {
    const told = health.tell();
    res.send(told.ready ? 200 : 503, details ? told : { ready: told.ready });
  });
  if (details) {
    get('/metrics', async (_req, res) => {
      res.sendRaw(200, await details.metrics(), { 'content-type': details.contentType });
    });
  }

  return {
    /** Resolves once the port is open, with the port; rejects when it is taken. */
    async listen(): Promise<number> {
      server.listen(options.port, options.host);
      await Promise.race([
        once(server.server, 'listening'),
        once(server.server, 'error').then(([error]) => Promise.reject(error)),
      ]);
      return (server.server.address() as AddressInfo).port;
    },
    /** Takes no more turns; resolves when those under way were answered, or `patienceMs` milliseconds have passed. */
    async close(patienceMs: number): Promise<void> {
      closing = true;
      const closed = once(server.server, 'close');
      server.server.close();
      server.server.closeIdleConnections();
      await requests.ended(patienceMs);
      server.server.closeAllConnections();
      await closed;
    },
  };
}
