import { fork } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { appId, startIssuer } from './issuer.js';
import { row } from './measure.js';

const large = 235_000;
const filled = (text) => text.repeat(Math.floor(large / text.length));
const chunked = (size) => filled(`${size.toString(16)}\r\n${'x'.repeat(size)}\r\n`);
const members = `{"type":"conversationUpdate","membersAdded":[${'{},'.repeat(78_000)}{}]}`;

/** What a caller without a token may send: the body, and how its length is told. */
const shapes = {
  'many members': { body: members },
  'deep lists': { body: filled('[') },
  'many names': { body: `{${filled('"a":1,')}` },
  'one text': { body: `{"type":"message","text":"${filled('x')}"}` },
  'no JSON': { body: filled('\u0001') },
  'chunks of one byte': { body: chunked(1), coding: 'chunked' },
  'chunks of many bytes': { body: chunked(4_000), coding: 'chunked' },
  'a length that never comes': { body: 'x', length: large },
};

/** Processor time of a hostile body without a token, of every shape, against that of a small one. */
export async function door(folder) {
  const { address, forged: forgedToken } = await startIssuer();
  const server = fork(
    fileURLToPath(new URL('door-server.js', import.meta.url)),
    [join(folder, 'door'), address, appId, 'every stranger'],
    { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] },
  );
  const [{ url }] = await once(server, 'message');
  const cpu = async () => {
    server.send('cpu');
    const [{ cpu: used }] = await once(server, 'message');
    return used.user + used.system;
  };
  const timeOf = async (shape, times) => {
    const before = await cpu();
    for (let n = 0; n < times; n += 1) await knock(url, shape);
    return ((await cpu()) - before) / times;
  };
  const small = { body: '{"type":"message"}' };
  await timeOf(small, 300);
  const rows = [];
  const token = forgedToken();
  const forged = Object.entries(shapes).map(([name, shape]) => [`${name}, forged token`, { ...shape, token }]);
  for (const [name, shape] of [...Object.entries(shapes), ...forged]) {
    await timeOf(shape, 50);
    const ours = await timeOf(shape, 300);
    rows.push(row(`no token: ${name}`, 'µs processor', ours, 'small body', await timeOf(small, 300)));
  }
  server.disconnect();
  return rows;
}

/** One request over a connection of its own; resolves when the bot hangs up. */
function knock(url, { body, coding, length = Buffer.byteLength(body), token }) {
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname);
    socket.on('error', () => undefined);
    socket.once('close', resolve);
    socket.resume();
    const told = coding ? `transfer-encoding: ${coding}` : `content-length: ${length}`;
    const head = `POST /api/messages HTTP/1.1\r\nhost: bot\r\nconnection: close\r\ncontent-type: application/json\r\n${told}\r\n`;
    socket.write(`${head}${token ? `authorization: ${token}\r\n` : ''}\r\n`);
    socket.write(body);
  });
}
