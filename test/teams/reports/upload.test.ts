import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { spool } from '../../../src/base/spool.js';
import { upload } from '../../../src/teams/reports/upload.js';
import { mayUploadTo } from '../../../src/teams/reports/upload-address.js';

describe('the address a file is sent to', () => {
  it('is an upload session in SharePoint over https', () => {
    expect(
      mayUploadTo('https://contoso-my.sharepoint.com/personal/alex/_api/v2.0/drive/items/x/uploadSession', false),
    ).toBe(true);
  });

  it.each([
    'http://contoso-my.sharepoint.com/x',
    'https://sharepoint.com.evil.example/x',
    'https://evilsharepoint.com/x',
    'https://contoso.sharepoint.com@evil.example/x',
    'https://user:password@contoso.sharepoint.com/x',
    'https://contoso.sharepoint.com:8443/x',
    'https://a.b.sharepoint.com/x',
    'https://evil.example/?contoso.sharepoint.com',
    'https://169.254.169.254/metadata',
    'file:///etc/passwd',
    'not an address',
  ])('is not %s, in any cloud', (address) => {
    expect(mayUploadTo(address, false)).toBe(false);
    expect(mayUploadTo(address, true)).toBe(false);
  });

  it('is this machine only in the practice cloud', () => {
    expect(mayUploadTo('http://127.0.0.1:4000/x', true)).toBe(true);
    expect(mayUploadTo('http://127.0.0.1:4000/x', false)).toBe(false);
  });
});

describe('an upload', () => {
  const servers: Server[] = [];
  afterEach(() => {
    for (const server of servers.splice(0)) server.close().closeAllConnections();
  });

  /** An upload session that answers as told, in order; after that, as OneDrive does. */
  async function session(...answers: (number | 'reset')[]) {
    const ranges: string[] = [];
    const pieces: Buffer[] = [];
    const server = createServer(async (request, response) => {
      const body: Buffer[] = [];
      for await (const chunk of request) body.push(chunk);
      const answer = answers.shift();
      ranges.push(String(request.headers['content-range']));
      if (answer === 'reset') {
        request.socket.destroy();
        return;
      }
      if (answer === undefined || answer < 300) pieces.push(Buffer.concat(body));
      // Not in one line: restify, where it is loaded, lets writeHead give nothing back.
      response.writeHead(answer ?? 202, { 'retry-after': '0', location: 'http://127.0.0.1:1/elsewhere' });
      response.end('{}');
    });
    servers.push(server);
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/session`, ranges, pieces };
  }
  const time = { now: () => 0, sleep: async () => {} };
  const tools = () => ({ fetch, time, signal: new AbortController().signal });
  async function* text(...pieces: string[]) {
    yield* pieces;
  }

  it('sends a small file in one piece and names its range', async () => {
    const { url, ranges, pieces } = await session();
    const file = await spool(text('räksmörgås', '\r\n'));
    await upload(file, url, tools());
    await file.close();
    expect(ranges).toEqual(['bytes 0-14/15']);
    expect(Buffer.concat(pieces).toString()).toBe('räksmörgås\r\n');
  });

  it('sends a large file piece by piece', async () => {
    const { url, ranges, pieces } = await session();
    const line = 'x'.repeat(999_999);
    const file = await spool(text(line, line, line, line, line));
    await upload(file, url, tools());
    await file.close();
    expect(ranges).toEqual(['bytes 0-3276799/4999995', 'bytes 3276800-4999994/4999995']);
    expect(Buffer.concat(pieces).length).toBe(4_999_995);
  });

  it('sends a piece again after a broken connection, throttling or a fault of the server', async () => {
    const { url, ranges, pieces } = await session('reset', 429, 503);
    const file = await spool(text('once'));
    await upload(file, url, tools());
    await file.close();
    expect(ranges).toHaveLength(4);
    expect(Buffer.concat(pieces).toString()).toBe('once');
  });

  it('takes a range that is there already for sent', async () => {
    const { url } = await session('reset', 416);
    const file = await spool(text('once'));
    await expect(upload(file, url, tools())).resolves.toBeUndefined();
    await file.close();
  });

  it.each([302, 401, 404, 413])('gives up on %d without saying where it was', async (status) => {
    const { url, ranges } = await session(status, status, status, status);
    const file = await spool(text('once'));
    const failed = await upload(file, url, tools()).catch((error: unknown) => error);
    await file.close();
    expect(String(failed)).toMatch(/UploadFailed/);
    expect(String(failed)).not.toContain(url);
    expect(ranges.every((range) => range === 'bytes 0-3/4')).toBe(true);
  });
});
