import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Json } from './card-json.js';

/** One request of the bot to the connector, in the order they came. */
export type ConnectorCall = {
  method: 'POST' | 'PUT' | 'DELETE';
  conversationId: string;
  activityId: string;
  activity: Json;
  authorization: string | undefined;
  /** What it was answered with. */
  status: number;
};

/** An answer to give instead of the usual one; `reset` breaks the connection, `hang` never answers. */
export type Mishap = {
  status: number | 'reset' | 'hang';
  headers?: Record<string, string>;
  body?: Json;
  /** Only calls of this method, or of this conversation. */
  method?: ConnectorCall['method'];
  conversationId?: string;
  /** How often; once when left out. */
  times?: number;
};

export type ConnectorServer = {
  url: string;
  calls: ConnectorCall[];
  mishap(mishap: Mishap): void;
  onCall(listener: (call: ConnectorCall) => void): () => void;
  close(): Promise<void>;
};

/** The Bot Connector as Teams runs it, on a free port of this machine. */
export async function startConnector(): Promise<ConnectorServer> {
  const calls: ConnectorCall[] = [];
  const mishaps: Mishap[] = [];
  const listeners = new Set<(call: ConnectorCall) => void>();
  let lastId = 0;

  const planned = (method: string, conversationId: string): Mishap | undefined => {
    const mishap = mishaps.find(
      (one) => (one.method ?? method) === method && (one.conversationId ?? conversationId) === conversationId,
    );
    if (mishap) {
      mishap.times = (mishap.times ?? 1) - 1;
      if (mishap.times <= 0) mishaps.splice(mishaps.indexOf(mishap), 1);
    }
    return mishap;
  };

  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? '/', 'http://connector');
    const parts = pathname.split('/').filter(Boolean).map(decodeURIComponent);
    const [v3, conversations, conversationId = '', activities, given] = parts;
    const method = request.method as ConnectorCall['method'];
    const activity = await bodyOf(request);
    if (v3 !== 'v3' || conversations !== 'conversations') return send(response, 404, { error: { code: 'NotFound' } });
    if (parts.length === 2) {
      lastId += 1;
      return send(response, 201, { id: `conversation-${lastId}` });
    }
    if (activities !== 'activities') return send(response, 200, { members: [] });
    const mishap = planned(method, conversationId);
    if (method === 'POST') lastId += 1;
    const activityId = method === 'POST' ? `activity-${lastId}` : (given ?? '');
    const status =
      mishap === undefined ? (method === 'POST' ? 201 : 200) : typeof mishap.status === 'string' ? 0 : mishap.status;
    const { authorization } = request.headers;
    const call = { method, conversationId, activityId, activity, authorization, status };
    calls.push(call);
    if (mishap?.status === 'reset') request.socket.destroy();
    else if (mishap && mishap.status !== 'hang')
      send(response, status, mishap.body ?? { error: { code: 'Mishap' } }, mishap.headers);
    else if (!mishap) send(response, status, { id: activityId });
    for (const listener of listeners) listener(call);
  }

  const server = createServer((request, response) => {
    take(request, response).catch((error: unknown) => send(response, 500, { error: String(error) }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    calls,
    mishap: (mishap) => void mishaps.push({ ...mishap }),
    onCall(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function bodyOf(request: IncomingMessage): Promise<Json> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return chunks.length === 0 ? {} : (JSON.parse(Buffer.concat(chunks).toString('utf8')) as Json);
}

function send(response: ServerResponse, status: number, body: Json, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
}
