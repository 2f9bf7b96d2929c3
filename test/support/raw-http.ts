import { connect, type Socket } from 'node:net';

/** Bytes over a socket, as they stand: nothing is tidied up on the way. */

/** Opens a connection, to be written to and read by hand. Errors of it are not told. */
export async function openSocket(address: string, from?: string): Promise<Socket> {
  const { hostname, port } = new URL(address);
  const socket = connect({ port: Number(port), host: hostname, ...(from ? { localAddress: from } : {}) });
  socket.on('error', () => undefined);
  await new Promise<void>((resolve) => {
    socket.once('connect', resolve);
    socket.once('close', () => resolve());
  });
  return socket;
}

/** Resolves with all that comes over the connection until the other side closes it. */
export function untilClosed(socket: Socket): Promise<string> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    socket.on('data', (chunk: Buffer) => chunks.push(chunk));
    socket.once('close', () => resolve(Buffer.concat(chunks).toString('latin1')));
  });
}

/** Sends bytes over a connection of their own; resolves with what came back until the other side closed it. */
export async function sendRaw(address: string, bytes: string | Buffer, from?: string): Promise<string> {
  const socket = await openSocket(address, from);
  const answer = untilClosed(socket);
  socket.end(typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes);
  return answer;
}

/** The status of each answer in what came back. */
export const statusesOf = (answer: string): number[] =>
  [...answer.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => Number(status));
