import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse, request as send } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import type { Exchange } from './exchange.js';

/** Stands in front of a server, hands everything on as it is, and keeps it. */
export type RecordingProxy = {
  url: string;
  exchanges: Exchange[];
  close(): Promise<void>;
};

/** @param target the address of the server behind it */
export async function startRecordingProxy(target: string): Promise<RecordingProxy> {
  const exchanges: Exchange[] = [];

  async function handOn(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = 'GET', url: path = '/', headers } = incoming;
    const body = await buffer(incoming);
    const exchange: Exchange = {
      method,
      path,
      request: new Headers(Object.entries(headers).map(([name, value]): [string, string] => [name, String(value)])),
      sent: parsed(body),
      status: undefined,
      got: undefined,
    };
    exchanges.push(exchange);
    const onward = send(new URL(path, target), { method, headers });
    response.once('close', () => onward.destroy());
    onward.end(body);
    const [answer] = (await once(onward, 'response')) as [IncomingMessage];
    const got = await buffer(answer);
    exchange.status = answer.statusCode;
    exchange.got = parsed(got);
    response.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
    response.end(got);
  }

  const server = createServer((incoming, response) => {
    // A connection that breaks behind the proxy breaks in front of it too.
    handOn(incoming, response).catch(() => response.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    exchanges,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** JSON as what it says, another text as it stands, nothing as undefined. */
function parsed(bytes: Buffer): unknown {
  const text = bytes.toString('utf8');
  if (text === '') return undefined;
  return /^\s*[[{"]/.test(text) ? JSON.parse(text) : text;
}
