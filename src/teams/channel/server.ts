import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import restify from 'restify';
import { TookTooLong, within } from '../../base/deadline.js';
import { machineTime } from '../../base/real-time.js';
import type { Download } from '../reports/download.js';
import { canBeAnswered, readActivity, wantsAnswer } from './activity.js';
import type { Received, TeamsAdapter, Turn } from './adapter.js';
import type { TurnMetrics } from './metrics.js';
import { type Body, readBody } from './request-body.js';

/**
 * The HTTP surface: turns come in, health and numbers go out. Whatever is sent here, the answer is short, says nothing
 * of the inside, and the process goes on.
 */

export type ServerOptions = {
  host: string;
  /** 0: any free one. */
  port: number;
  adapter: Pick<TeamsAdapter, 'receive'>;
  bot: (turn: Turn) => Promise<void>;
  /** Gives out a report to whoever has a link. */
  download: Download;
  /** Why the bot can't take turns now; empty when it can. */
  readiness: () => Promise<readonly string[]>;
  metrics: TurnMetrics;
  registry: Registry;
  log: Logger;
};

export interface TeamsServer {
  /** Resolves once the port is open, with the port. */
  listen(): Promise<number>;
  /** Takes no more turns; resolves when those under way have been answered, or `patienceMs` have passed. */
  close(patienceMs: number): Promise<void>;
}

const errors = {
  400: { code: 'BadRequest', message: 'The request is not an activity.' },
  401: { code: 'Unauthorized', message: 'A bearer token is required.' },
  403: { code: 'Forbidden', message: 'The bearer token was not accepted.' },
  413: { code: 'RequestTooLarge', message: 'The request is too large.' },
  415: { code: 'UnsupportedMediaType', message: 'The request must be JSON.' },
  500: { code: 'InternalError', message: 'The request could not be handled.' },
  503: { code: 'Unavailable', message: 'Turns cannot be taken now.' },
} as const;

const bodyErrors = { malformed: 400, tooLarge: 413, wrongType: 415 } as const satisfies Record<
  Exclude<Body['is'], 'json' | 'broken'>,
  number
>;
const refusals = { noToken: 401, badToken: 403, keysUnavailable: 503 } as const satisfies Record<
  Exclude<Received['is'], 'done'>,
  number
>;

export function createTeamsServer(options: ServerOptions): TeamsServer {
  const { adapter, bot, download, readiness, metrics, registry, log } = options;
  const server = restify.createServer({ name: 'upgrade-assistant', log: log as never, noWriteContinue: true });
  server.server.requestTimeout = 30_000;
  let closing = false;
  const underWay = new Set<Promise<void>>();

  const refuse = (res: restify.Response, status: keyof typeof errors): void => {
    res.send(status, { error: errors[status] });
  };

  async function take(req: restify.Request, res: restify.Response): Promise<void> {
    if (closing) return refuse(res, 503);
    const body = await readBody(req);
    if (body.is === 'broken') return;
    if (body.is !== 'json') {
      // The rest of a body that is too large is not worth reading.
      if (body.is === 'tooLarge') res.header('connection', 'close');
      return refuse(res, bodyErrors[body.is]);
    }
    const activity = readActivity(body.value);
    if (!activity || (wantsAnswer(activity) && !canBeAnswered(activity))) return refuse(res, 400);
    const end = metrics.turn(activity.type);
    let outcome = 'failed';
    try {
      const received = await adapter.receive(req.headers.authorization, activity, bot);
      outcome = received.is;
      if (received.is !== 'done') refuse(res, refusals[received.is]);
      else if (received.body === undefined) res.send(received.status);
      else res.send(received.status, received.body);
    } finally {
      end(outcome);
    }
  }

  const safely = (work: (req: restify.Request, res: restify.Response) => Promise<void>) => {
    return (req: restify.Request, res: restify.Response, next: restify.Next): void => {
      const done = work(req, res)
        .catch((error: unknown) => {
          log.error({ err: error }, 'a request failed');
          if (!res.headersSent) refuse(res, 500);
        })
        .finally(() => {
          underWay.delete(done);
          next();
        });
      underWay.add(done);
    };
  };

  server.post('/api/messages', safely(take));
  const giveOut = safely((req, res) => download(String(req.params['*']), req, res));
  // A named part of a path may have no more than 100 letters.
  server.get('/reports/*', giveOut);
  server.head('/reports/*', giveOut);
  server.get(
    '/healthz',
    safely(async (_req, res) => res.send(200, { status: 'ok' })),
  );
  server.get(
    '/readyz',
    safely(async (_req, res) => {
      const reasons = closing ? ['stopping'] : await readiness();
      res.send(reasons.length === 0 ? 200 : 503, { ready: reasons.length === 0, reasons });
    }),
  );
  server.get(
    '/metrics',
    safely(async (_req, res) => {
      const text = await registry.metrics();
      res.sendRaw(200, text, { 'content-type': registry.contentType });
    }),
  );

  return {
    async listen() {
      server.listen(options.port, options.host);
      await Promise.race([
        once(server.server, 'listening'),
        once(server.server, 'error').then(([error]) => Promise.reject(error)),
      ]);
      return (server.server.address() as AddressInfo).port;
    },
    async close(patienceMs) {
      closing = true;
      const closed = once(server.server, 'close');
      server.server.close();
      server.server.closeIdleConnections();
      await within(Promise.all(underWay), patienceMs, machineTime()).catch((error: unknown) => {
        if (!(error instanceof TookTooLong)) throw error;
      });
      server.server.closeAllConnections();
      await closed;
    },
  };
}
