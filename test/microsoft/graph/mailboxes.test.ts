import { afterEach, describe, expect, it } from '@jest/globals';
import { fetchPreauthenticated } from '../../../src/microsoft/graph/preauthenticated.js';
import type { AnsweringServer, Reply, Seen } from '../answering-server.js';
import { problemFrom } from '../problem-of.js';
import { connectedDirectory } from './connected.js';

/** The mailbox usage report, as Microsoft's page has it: a redirect, and a CSV behind it. */

const head =
  'Report Refresh Date,User Principal Name,Display Name,Is Deleted,Deleted Date,Created Date,Last Activity Date,Item Count,Storage Used (Byte),Issue Warning Quota (Byte),Prohibit Send Quota (Byte),Prohibit Send/Receive Quota (Byte),Deleted Item Count,Deleted Item Size (Byte),Deleted Item Quota (Byte),Has Archive,Report Period';
const row = (who: string, name: string, bytes: string, more: { deleted?: string; archive?: string } = {}) =>
  `2026-02-28,${who},${name},${more.deleted ?? 'False'},,2020-01-01,2026-02-27,10,${bytes},1,2,3,4,5,6,${more.archive ?? 'False'},7`;

let server: AnsweringServer | undefined;
afterEach(() => server?.close());

async function reportOf(lines: string[], redirect: (base: string) => Reply = (base) => to(`${base}/data/download/x`)) {
  const connected = await connectedDirectory(({ url }: Seen, _nth, base) =>
    url.startsWith('/v1.0/') ? redirect(base) : { body: `\uFEFF${lines.join('\r\n')}\r\n` },
  );
  server = connected.server;
  return connected.directory;
}
const to = (location: string): Reply => ({
  status: 302,
  headers: { 'content-type': 'text/plain', location },
  body: 'see there',
});

describe('the mailbox usage report', () => {
  it('is fetched behind a redirect, without showing the token there', async () => {
    const directory = await reportOf([head, row('adele@contoso.com', 'Adele', '1024', { archive: 'True' })]);
    expect(await directory.mailboxes('t')).toEqual({
      asOf: '2026-02-28',
      concealed: false,
      mailboxes: [{ signInName: 'adele@contoso.com', bytes: 1024, hasArchive: true }],
    });
    const [asked, fetched] = server?.seen ?? [];
    expect(asked?.url).toBe("/v1.0/reports/getMailboxUsageDetail(period='D7')");
    expect(asked?.headers.authorization).toBe('Bearer token');
    expect(fetched?.url).toBe('/data/download/x');
    expect(fetched?.headers.authorization).toBeUndefined();
  });

  it('is read by its columns, with names that hold commas, quotes and line ends, and without who is deleted', async () => {
    const directory = await reportOf([
      head,
      row('a@x.com', '"Ek, ""Ulla""\nBritt"', '5'),
      row('gone@x.com', 'Gone', '6', { deleted: 'True' }),
      row('b@x.com', 'B', ''),
    ]);
    const { mailboxes } = await directory.mailboxes('t');
    expect(mailboxes.map(({ signInName, bytes }) => [signInName, bytes])).toEqual([
      ['a@x.com', 5],
      ['b@x.com', 0],
    ]);
  });

  it('says when names are concealed, and when it does not tell of archives', async () => {
    const hidden = await reportOf([head, row('F0E4B9C7D1A24E', '3C3F', '5'), row('A1', 'B2', '6')]);
    expect(await hidden.mailboxes('t')).toMatchObject({ concealed: true });
    await server?.close();
    const short = await reportOf(['User Principal Name,Storage Used (Byte)', 'a@x.com,7']);
    expect(await short.mailboxes('t')).toEqual({
      asOf: null,
      concealed: false,
      mailboxes: [{ signInName: 'a@x.com', bytes: 7, hasArchive: null }],
    });
  });

  it('of nobody is empty', async () => {
    const directory = await reportOf([head]);
    expect(await directory.mailboxes('t')).toEqual({ asOf: null, concealed: false, mailboxes: [] });
  });

  it('is denied with the permission that is missing', async () => {
    const body = { error: { code: 'S2SUnauthorized', message: 'Invalid permission.' } };
    const directory = await reportOf([], () => ({ status: 403, body }));
    expect(await problemFrom(directory.mailboxes('t'))).toEqual({ is: 'denied', needs: 'Reports.Read.All' });
  });

  it.each([
    ['another host', 'https://evil.example/report'],
    ['a host that only looks like it', 'https://reports.office.com.evil.example/report'],
    ['plain HTTP elsewhere', 'http://reports.office.com/report'],
    ['nowhere', ''],
  ])('is not fetched from %s', async (_, location) => {
    const directory = await reportOf([head], () => to(location));
    expect(await problemFrom(directory.mailboxes('t'))).toMatchObject({ is: 'refused', code: 'foreignAddress' });
    expect(server?.seen).toHaveLength(1);
  });

  it('is unreadable where it is larger than anybody’s', async () => {
    const directory = await reportOf([head, 'x'.repeat(65 * 2 ** 20)]);
    expect(await problemFrom(directory.mailboxes('t'))).toEqual({ is: 'unreadable' });
  });

  it('that is none, or answers nothing, is said to be so', async () => {
    const other = await reportOf(['<html>', 'sign in']);
    expect(await problemFrom(other.mailboxes('t'))).toEqual({ is: 'unreadable' });
    await server?.close();
    const gone = await connectedDirectory(({ url }, _nth, base) =>
      url.startsWith('/v1.0/') ? to(`${base}/gone`) : { status: 404, body: 'expired' },
    );
    server = gone.server;
    expect(await problemFrom(gone.directory.mailboxes('t'))).toEqual({ is: 'unreachable' });
  });
});

describe('the link to a report', () => {
  const fetched: string[] = [];
  const from = (baseUrl: string, location: string) =>
    fetchPreauthenticated(location, 'reading', {
      baseUrl,
      tokens: async () => 'token',
      fetch: async (address) => {
        fetched.push(String(address));
        return new Response('text');
      },
    });
  const report = 'https://reportsweu.office.com/data/v1.0/download?token=x';

  it("may lead to Microsoft's report hosts in the global cloud, and in no other", async () => {
    expect(await from('https://graph.microsoft.com/v1.0', report)).toBe('text');
    expect(fetched).toEqual([report]);
    for (const base of [
      'https://graph.microsoft.us/v1.0',
      'https://graph.cloud.example/v1.0',
      'https://graph.microsoft.com.x',
    ])
      expect(await problemFrom(from(base, report))).toMatchObject({ code: 'foreignAddress' });
    const others = [
      'https://reports.office.com.evil.example/x',
      'http://reports.office.com/x',
      'https://evil.example/x',
    ];
    for (const other of others)
      expect(await problemFrom(from('https://graph.microsoft.com/v1.0', other))).toMatchObject({
        code: 'foreignAddress',
      });
    expect(fetched).toHaveLength(1);
  });
});
