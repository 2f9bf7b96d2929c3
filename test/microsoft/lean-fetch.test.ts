import { createServer, type RequestListener, Server } from 'node:http';
import { createServer as createSafeServer, globalAgent, Server as SafeServer } from 'node:https';
import { type AddressInfo, createServer as createTcpServer, type Server as TcpServer } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from '@jest/globals';
import { leanFetch, TooLarge } from '../../src/microsoft/lean-fetch.js';
import { NeverConnected } from '../../src/microsoft/never-connected.js';
import { certificatePem, keyPem, rsaPair } from '../support/certificate.js';

let running: TcpServer | undefined;
afterEach(() => {
  if (running instanceof Server || running instanceof SafeServer) running.closeAllConnections();
  running?.close();
});

async function listening(server: TcpServer): Promise<number> {
  running = server;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

/** What comes of a request to a server that answers so. */
async function asked(answer: RequestListener, more: { method?: string; body?: string; signal?: AbortSignal } = {}) {
  const port = await listening(createServer(answer));
  return ask(`http://127.0.0.1:${port}/things?$top=1`, more);
}

function ask(address: string, more: { method?: string; body?: string; signal?: AbortSignal } = {}) {
  const signal = new AbortController().signal;
  return leanFetch(address, { method: 'GET', headers: { accept: 'a' }, redirect: 'manual', signal, ...more });
}

const failure = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error) => error,
  );

describe('what is asked', () => {
  it('arrives as it is, and its answer comes back with its status, headers in any case, and text', async () => {
    const seen: unknown[] = [];
    const answer = await asked(
      (request, response) => {
        request.on('data', (chunk) => seen.push(request.method, request.url, request.headers.accept, String(chunk)));
        request.on('end', () => {
          response.writeHead(207, { 'Request-Id': 'r1' });
          response.end('\uFEFF{"å":1}');
        });
      },
      { method: 'POST', body: '{"b":"ö"}' },
    );
    expect(seen).toEqual(['POST', '/things?$top=1', 'a', '{"b":"ö"}']);
    expect(answer.status).toBe(207);
    expect([answer.headers.get('request-id'), answer.headers.get('REQUEST-ID')]).toEqual(['r1', 'r1']);
    expect(answer.headers.get('retry-after')).toBeNull();
    expect(await answer.text()).toBe('{"å":1}');
  });

  it('is not asked again where the answer leads elsewhere', async () => {
    const { status, headers } = await asked((_, response) => {
      response.writeHead(302, { location: '/there' });
      response.end();
    });
    expect([status, headers.get('location')]).toEqual([302, '/there']);
  });

  it('is read in many parts, and where it was made smaller for the way', async () => {
    const text = 'ä'.repeat(300_000);
    const zipped = gzipSync(text);
    const answer = await asked((request, response) => {
      expect(request.headers['accept-encoding']).toBe('gzip');
      response.writeHead(200, { 'content-encoding': 'gzip' });
      response.write(zipped.subarray(0, 10));
      response.end(zipped.subarray(10));
    });
    expect(await answer.text()).toBe(text);
  });

  it('goes over a connection that was made before', async () => {
    const ports = new Set<number | undefined>();
    const port = await listening(
      createServer((request, response) => {
        ports.add(request.socket.remotePort);
        response.end();
      }),
    );
    for (let n = 0; n < 3; n += 1) await (await ask(`http://127.0.0.1:${port}`)).text();
    expect(ports.size).toBe(1);
  });
});

describe('an answer that is no good', () => {
  it('is an error where it is larger than any is, also once it is unpacked', async () => {
    const large = Buffer.alloc(65 * 2 ** 20);
    expect(await failure(asked((_, response) => response.end(large)))).toBeInstanceOf(TooLarge);
    running?.close();
    const zipped = gzipSync(large);
    const answer = await asked((_, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' });
      response.end(zipped);
    });
    expect(await failure(answer.text())).toBeInstanceOf(TooLarge);
  });

  it('is an error where it ends in the middle, where it was sent all the same', async () => {
    const error = await failure(
      asked((_, response) => {
        response.writeHead(200, { 'content-length': '10' });
        response.write('half', () => response.destroy());
      }),
    );
    expect(error).toMatchObject({ code: 'ECONNRESET' });
    expect(error).not.toBeInstanceOf(NeverConnected);
  });

  it('is an error where the rest of it does not come for as long as it is waited for', async () => {
    const cutOff = new AbortController();
    const error = await failure(
      asked(
        (_, response) => {
          response.writeHead(200, { 'content-length': '10' });
          response.write('half', () => cutOff.abort());
        },
        { signal: cutOff.signal },
      ),
    );
    expect(error).toMatchObject({ name: 'AbortError' });
    expect(error).not.toBeInstanceOf(NeverConnected);
  });

  it('is an error where nobody waits for it any more', async () => {
    const cutOff = new AbortController();
    const error = failure(asked(() => cutOff.abort(), { signal: cutOff.signal }));
    expect(await error).toMatchObject({ name: 'AbortError' });
    expect(await error).not.toBeInstanceOf(NeverConnected);
  });
});

describe('what was never sent', () => {
  it('is told where nobody listens', async () => {
    const port = await listening(createTcpServer());
    await new Promise((resolve) => running?.close(resolve));
    const error = await failure(ask(`http://127.0.0.1:${port}`));
    expect(error).toBeInstanceOf(NeverConnected);
    expect(error).toMatchObject({ cause: { code: 'ECONNREFUSED' } });
  });

  it('is told where a name is nobody’s', async () => {
    expect(await failure(ask('http://nobody.invalid'))).toBeInstanceOf(NeverConnected);
  });

  it('is told where no key was agreed on before it was given up', async () => {
    const cutOff = new AbortController();
    const port = await listening(createTcpServer((socket) => socket.once('data', () => cutOff.abort())));
    const error = await failure(ask(`https://127.0.0.1:${port}`, { signal: cutOff.signal }));
    expect(error).toBeInstanceOf(NeverConnected);
  });

  it('is told where a certificate is not trusted, and not where it is', async () => {
    const pair = rsaPair();
    const day = 86_400_000;
    const cert = certificatePem(pair, { from: new Date(Date.now() - day), to: new Date(Date.now() + day) }, [
      'localhost',
    ]);
    const port = await listening(createSafeServer({ key: keyPem(pair), cert }, (_, response) => response.end('here')));
    expect(await failure(ask(`https://localhost:${port}`))).toBeInstanceOf(NeverConnected);
    globalAgent.options.ca = cert;
    try {
      expect(await (await ask(`https://localhost:${port}`)).text()).toBe('here');
    } finally {
      delete globalAgent.options.ca;
    }
  });
});
