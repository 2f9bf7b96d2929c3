import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type OpenSandbox, openSandbox } from './support.js';

let sandbox: OpenSandbox;
beforeAll(async () => {
  sandbox = await openSandbox();
});
afterAll(() => sandbox.close());

const path = "/reports/getMailboxUsageDetail(period='D7')";

/** Where the report is, asked for as Graph has it. */
async function link(): Promise<string> {
  const token = await sandbox.token('7c0ffee0-1111-4222-8333-444455556666', 'https://graph.microsoft.com');
  const headers = { Authorization: `Bearer ${token}` };
  const answer = await fetch(`${sandbox.url}/v1.0${path}`, { headers, redirect: 'manual' });
  expect(answer.status).toBe(302);
  return answer.headers.get('location') ?? '';
}

async function rows(): Promise<string[][]> {
  const text = await (await fetch(await link())).text();
  return text
    .trim()
    .split('\r\n')
    .map((line) => line.split(','));
}

describe('the mailbox usage report of the sandbox', () => {
  it('is a redirect to a link that is good by itself, for some minutes', async () => {
    await sandbox.put({ users: 3 });
    const address = await link();
    expect((await fetch(address)).status).toBe(200);
    expect((await fetch(`${address}x`)).status).toBe(403);
    await sandbox.advance('PT6M');
    expect((await fetch(address)).status).toBe(403);
  });

  it('has the columns of its page, and mailboxes as the scenario has them', async () => {
    await sandbox.put({ users: 3, usageReports: { mailboxes: [{ users: 1, gigabytes: 60, archive: true }] } });
    const [head = [], first = [], second = []] = await rows();
    expect(head).toHaveLength(17);
    const used = head.indexOf('Storage Used (Byte)');
    expect([Number(first[used]), first[head.indexOf('Has Archive')]]).toEqual([60 * 2 ** 30, 'True']);
    expect(Number(second[used])).toBeLessThan(5 * 2 ** 30);
    expect(first[1]).toContain('@');
  });

  it('conceals names, or is denied, where the scenario says so', async () => {
    await sandbox.put({ users: 2, usageReports: { concealed: true } });
    const [, first = []] = await rows();
    expect(first[1]).toMatch(/^[0-9A-F]{32}$/);
    await sandbox.put({ users: 2, usageReports: { denied: true } });
    const { status, body } = await sandbox.graph(path);
    expect([status, body.error.code]).toEqual([403, 'S2SUnauthorized']);
  });

  it('knows the periods of its page, and no other report', async () => {
    await sandbox.put({ users: 2 });
    expect((await sandbox.graph("/reports/getMailboxUsageDetail(period='D8')")).status).toBe(400);
    expect((await sandbox.graph("/reports/getOneDriveUsageDetail(period='D7')")).status).toBe(404);
  });
});
