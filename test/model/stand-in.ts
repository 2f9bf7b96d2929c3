import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A language model on this machine that answers as a test wants it to, and keeps what it was sent. */

type Answer = (response: ServerResponse, request: IncomingMessage) => void;

export type StandIn = {
  address: string;
  /** What was sent, as it came. */
  bodies: string[];
  headers: IncomingMessage['headers'][];
  answersWith(answer: Answer): void;
  stop(): Promise<void>;
};

/** As a chat that was completed with this text. */
export const saying =
  (content: string): Answer =>
  (response) => {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ choices: [{ message: { role: 'assistant', content } }] }));
  };

export const choosing = (id: string): Answer => saying(JSON.stringify({ answer: id }));

export async function standIn(path = '/v1/chat/completions'): Promise<StandIn> {
  const bodies: string[] = [];
  const headers: IncomingMessage['headers'][] = [];
  let answer: Answer = choosing('none');
  const server: Server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      bodies.push(Buffer.concat(parts).toString('utf8'));
      headers.push(request.headers);
      answer(response, request);
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}${path}`,
    bodies,
    headers,
    answersWith(next) {
      answer = next;
    },
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
