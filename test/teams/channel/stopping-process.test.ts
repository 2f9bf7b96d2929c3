import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { type BotProcess, startBotProcess } from '../../support/bot-process.js';
import { openSocket, sendRaw, statusesOf } from '../../support/raw-http.js';

/** The real process: it says with its exit code whether it was done within ten seconds. */

let folder: string;
let bot: BotProcess;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stop-'));
  bot = await startBotProcess({ CLOUD: 'sandbox', PORT: '0', SANDBOX_PORT: '0', DATA_DIR: folder });
});
afterEach(async () => {
  await bot.kill();
  await rm(folder, { recursive: true, force: true });
});

it('stops in time whatever connections are open', async () => {
  const head = 'Host: a\r\n';
  const upgrade = `${head}Connection: Upgrade\r\nUpgrade: websocket\r\n\r\n`;
  for (const bytes of [
    '',
    'G',
    `GET /healthz HTTP/1.1\r\n${head}`,
    `GET /healthz HTTP/1.1\r\n${head}\r\n`,
    `GET /healthz HTTP/1.1\r\n${upgrade}`,
    `POST /api/messages HTTP/1.1\r\n${upgrade}`,
    `POST /api/messages HTTP/1.1\r\n${head}Content-Length: 100\r\n\r\n{`,
    `POST /api/messages HTTP/1.1\r\n${head}Transfer-Encoding: chunked\r\n\r\n5\r\n{`,
    `POST /api/messages HTTP/1.1\r\n${head}Content-Length: 9\r\nExpect: 100-continue\r\n\r\n`,
    `CONNECT a:443 HTTP/1.1\r\n${head}\r\n`,
    '\x16\x03\x01',
  ]) {
    const socket = await openSocket(bot.url);
    if (bytes !== '') await new Promise((resolve) => socket.write(bytes, resolve));
    // And one that never reads what it is answered.
    const deaf = await openSocket(bot.url);
    deaf.pause();
    deaf.write(bytes);
  }
  expect(await bot.terminate()).toBe(0);
});

it('lives through what cannot be read, and stops in time after it', async () => {
  for (const bytes of [
    'GET /healthz HTTP/1.1\r\nHost: foo|bar\r\n\r\n',
    'GET /healthz HTTP/1.1\r\nHost: a:99999999\r\n\r\n',
    'GET http://[::bad/ HTTP/1.1\r\nHost: a\r\n\r\n',
    'POST /api/messages HTTP/1.1\r\nHost: foo|bar\r\nContent-Length: 2\r\n\r\n{}',
    'POST /api/messages HTTP/1.1\r\nHost: a:99999999\r\nContent-Length: 2\r\n\r\n{}',
    'POST http://[::bad/ HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n{}',
  ]) {
    expect(statusesOf(await sendRaw(bot.url, bytes))[0]).toBe(400);
    expect(statusesOf(await sendRaw(bot.url, 'GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n'))[0]).toBe(200);
  }
  expect(await bot.terminate()).toBe(0);
});
