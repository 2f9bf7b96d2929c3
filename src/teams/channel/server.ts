import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import restify, { type Request, type Response } from 'restify';
import type { RealTime } from '../../base/real-time.js';
import type { HealthWatch } from '../../storage/health-watch.js';
import type { TeamsAdapter } from './adapter.js';
import { Door } from './door/door.js';
import { type DoorLimits, doorLimits } from './door/limits.js';
import { sendError } from './http-errors.js';
import type { TurnMetrics } from './metrics.js';
import { receiveActivity } from './receive-activity.js';
import { type Handler, RequestsUnderWay } from './requests-under-way.js';
import { isNobody } from './tokens/caller.js';
import type { Turn } from './turn.js';

/**
 * The HTTP surface: turns come in, health and numbers go out. Whatever is sent here, the answer is short, says nothing
 * of the inside, and the process goes on.
 */

type ServerOptions = {
  host: string;
  /** 0: any free one. */
  port: number;
  adapter: Pick<TeamsAdapter, 'authenticate' | 'receive'>;
  takeTurn: (turn: Turn) => Promise<void>;
  /** Gives out a report to whoever has a link. */
  download: (token: string, request: Request, response: Response) => Promise<void>;
  /** What people read in a browser, by path. */
  pages: Readonly<Record<string, (request: Request, response: Response) => void>>;
  health: Pick<HealthWatch, 'tell'>;
  metrics: TurnMetrics;
  /** What operators are told here too; undefined where anybody may ask. */
  details: Registry | undefined;
  /** Nobody is asked for a token. */
  open: boolean;
  limits?: Partial<DoorLimits> | undefined;
  time: Pick<RealTime, 'now'>;
  log: Logger;
};

type Behind = ConstructorParameters<typeof Door>[0]['handle'];

/** The server, not listening yet. */
export function createTeamsServer(options: ServerOptions) {
  const { host, port, download, health, details, open, limits, time, log } = options;
  const server = restify.createServer({ name: 'upgrade-assistant', log: log as never });
  // Restify's own server never listens: the door is before it, and what it lets in is handed over.
  const handle: Behind = (request, response) => void server.server.emit('request', request, response);
  const identify = (authorization: string | undefined) => options.adapter.authenticate(authorization);
  const door = new Door({ host, port, handle, identify, open, limits: { ...doorLimits, ...limits }, time, log });
  let closing = false;
  const requests = new RequestsUnderWay(log);

  const get = (path: string, work: Handler) => server.get(path, requests.handle(work));

  server.post(
    '/api/messages',
    requests.handle(async (req, res) => {
      const caller = door.callerOf(req);
      if (closing) sendError(res, 503);
      else if (isNobody(caller)) sendError(res, 401);
      else await receiveActivity(options, caller, req, res);
    }),
  );
  // A named part of a path may have no more than 100 letters.
  const giveOut: Handler = (req, res) => download(String(req.params['*']), req, res);
  get('/reports/*', giveOut);
  server.head('/reports/*', requests.handle(giveOut));
  // What only a restart brings back must not pass for alive.
  for (const [name, give] of Object.entries(options.pages)) get(`/${name}`, async (req, res) => give(req, res));
  get('/healthz', async (_req, res) =>
    health.tell().lost ? res.send(503, { status: 'lost' }) : res.send(200, { status: 'ok' }),
  );
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
    listen: () => door.listen(),
    /** Takes no more turns; resolves when those under way were answered, or `patienceMs` milliseconds have passed. */
    async close(patienceMs: number): Promise<void> {
      closing = true;
      door.shut();
      await requests.ended(patienceMs);
      await door.closed();
    },
  };
}
