import { fork } from 'node:child_process';
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { row } from './measure.js';

const appId = '3f0c1a52-1111-4222-8333-444455556666';
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
  const issuer = await startIssuer();
  const server = fork(
    fileURLToPath(new URL('door-server.js', import.meta.url)),
    [join(folder, 'door'), issuer, `${issuer}/metadata`, appId],
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
  const token = forgedToken(issuer);
  const forged = Object.entries(shapes).map(([name, shape]) => [`${name}, forged token`, { ...shape, token }]);
  for (const [name, shape] of [...Object.entries(shapes), ...forged]) {
    await timeOf(shape, 50);
    const ours = await timeOf(shape, 300);
    rows.push(row(`no token: ${name}`, 'µs processor', ours, 'small body', await timeOf(small, 300)));
  }
  server.disconnect();
  return rows;
}

/** Publishes a key, as the Bot Framework does. */
async function startIssuer() {
  const jwk = generateKeyPairSync('rsa', { modulusLength: 2_048 }).publicKey.export({ format: 'jwk' });
  const key = { ...jwk, kid: 'key-1', use: 'sig', endorsements: ['msteams'] };
  const server = createServer((request, response) => {
    response.end(JSON.stringify(request.url === '/keys' ? { keys: [key] } : { jwks_uri: `${issuer}/keys` }));
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${server.address().port}`;
  return issuer;
}

/** A token that is all that it must be, but for its signature. */
function forgedToken(issuer) {
  const now = Math.floor(Date.now() / 1_000);
  const claims = { iss: issuer, aud: appId, nbf: now, exp: now + 3_600, serviceurl: 'http://127.0.0.1:1/' };
  const parts = [{ alg: 'RS256', kid: 'key-1' }, claims].map((part) => Buffer.from(JSON.stringify(part)));
  return `Bearer ${[...parts, randomBytes(256)].map((part) => part.toString('base64url')).join('.')}`;
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
