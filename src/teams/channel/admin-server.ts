import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Registry } from 'prom-client';
import { codeOf } from '../../storage/failures.js';
import type { HealthWatch } from '../../storage/health-watch.js';

/** Where operators and their tools look: health with its reasons, and numbers. Whoever reaches it is answered. */

type AdminServer = {
  /** The port it listens on. */
  port: number;
  close(): Promise<void>;
};

/** @throws when the port cannot be had, with what to do */
export async function startAdminServer(
  { host, port }: { host: string; port: number },
  told: { health: Pick<HealthWatch, 'tell'>; registry: Registry },
): Promise<AdminServer> {
  const server = createServer((request, response) => void answer(told, request, response));
  server.requestTimeout = 10_000;
  server.listen(port, host);
  try {
    await once(server, 'listening');
  } catch (error) {
    const why = `${host}:${port}, where health and numbers are told, cannot be had (${codeOf(error) ?? error})`;
    throw new Error(`${why}: set ADMIN_PORT to a free port. Example: ADMIN_PORT=9464`, { cause: error });
  }
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

async function answer(
  { health, registry }: { health: Pick<HealthWatch, 'tell'>; registry: Registry },
  { method, url = '' }: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const send = (status: number, type: string, text: string) => {
    response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' });
    response.end(method === 'HEAD' ? undefined : text);
  };
  const json = (status: number, body: unknown) => send(status, 'application/json', JSON.stringify(body));
  const [path] = url.split('?');
  if (method !== 'GET' && method !== 'HEAD') return json(405, { error: { code: 'MethodNotAllowed' } });
  if (path === '/healthz') return json(200, { status: 'ok' });
  if (path === '/readyz') return json(health.tell().ready ? 200 : 503, health.tell());
  if (path !== '/metrics') return json(404, { error: { code: 'NotFound' } });
  try {
    send(200, registry.contentType, await registry.metrics());
  } catch {
    json(500, { error: { code: 'InternalError' } });
  }
}
