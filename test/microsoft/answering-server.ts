import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Seen = { method: string; url: string; headers: IncomingHttpHeaders; body: unknown };
export type Reply =
  | { status?: number; headers?: Record<string, string>; body?: unknown }
  /** Takes the request and closes the connection. */
  | 'drop'
  /** Never answers. */
  | 'hang';

export type AnsweringServer = { url: string; seen: Seen[]; close(): Promise<void> };

/** A real HTTP server that answers what a test says (what is sent as JSON is read as such); a string body goes out as it stands, others as JSON. */
export async function answeringServer(answer: (request: Seen, nth: number) => Reply): Promise<AnsweringServer> {
  const seen: Seen[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const text = Buffer.concat(chunks).toString('utf8');
      const { method = '', url = '', headers } = request;
      const isJson = /json/.test(headers['content-type'] ?? '');
      const one: Seen = { method, url, headers, body: text === '' ? undefined : isJson ? JSON.parse(text) : text };
      seen.push(one);
      const reply = answer(one, seen.length);
      if (reply === 'drop') request.socket.destroy();
      if (typeof reply === 'string') return;
      const { status = 200, body } = reply;
      // It has no clock but the one that a test gives it.
      response.sendDate = false;
      response.writeHead(status, { 'content-type': 'application/json', ...reply.headers });
      response.end(body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    seen,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
