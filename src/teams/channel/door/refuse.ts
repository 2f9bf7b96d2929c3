import { type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { errorBody, type HttpError } from '../http-errors.js';
import { bodyLimit } from '../request-body.js';

const body = (status: HttpError): string => JSON.stringify(errorBody(status));

/**
 * Answers a request before anything has looked at its body. One of a length that was told and is within the limit is
 * let run out, so that the caller gets to read the answer; with any other the bot hangs up.
 */
export function refuse(request: IncomingMessage, response: ServerResponse, status: HttpError): void {
  const inPieces = request.headers['transfer-encoding'] !== undefined;
  const hangUp = inPieces || Number(request.headers['content-length'] ?? 0) > bodyLimit;
  const text = body(status);
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(text),
    ...(hangUp ? { connection: 'close' } : {}),
    ...(status === 429 || status === 503 ? { 'retry-after': '30' } : {}),
  });
  response.end(text);
}

/** The same where there is no request: what came over the connection could not be read as one. */
export function refuseSocket(socket: Duplex, status: HttpError): void {
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  const text = body(status);
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    'content-type: application/json',
    `content-length: ${Buffer.byteLength(text)}`,
    'connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${text}`, () => socket.destroy());
}
