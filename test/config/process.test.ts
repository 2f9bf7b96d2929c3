import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { certificatePem, keyPem, rsaPair } from '../support/certificate.js';

/** The start of the real process with a configuration that is wrong: one line a value, and exit code 78. */

const main = fileURLToPath(new URL('../../dist/bundle/main.js', import.meta.url));

describe('a start that the configuration does not allow', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'start-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const fileWith = async (name: string, text: string) => {
    await writeFile(join(folder, name), text);
    return join(folder, name);
  };
  const id = '0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0';
  const bot = { MicrosoftAppId: id, MicrosoftAppPassword: 'hunter2', MicrosoftAppTenantId: id };
  const start = (env: Record<string, string>) =>
    new Promise<{ code: unknown; lines: string[] }>((resolve) => {
      const options = { cwd: folder, env: { PATH: process.env.PATH ?? '', ...env }, timeout: 20_000 };
      execFile(process.execPath, [main], options, (error, _out, printed) =>
        resolve({ code: error?.code, lines: printed.trim().split('\n') }),
      );
    });

  it('names an expired certificate, a price list that does not parse and a commerce there is none of', async () => {
    const pair = rsaPair();
    const term = { from: new Date('2020-01-01T00:00:00Z'), to: new Date('2021-02-03T04:05:06Z') };
    const certificate = await fileWith('graph.pem', certificatePem(pair, term) + keyPem(pair));
    const prices = await fileWith('prices.json', '{"prices": [\n{"sku": "SPE_E5",\n');
    const { code, lines } = await start({
      ...bot,
      GRAPH_CLIENT_CERTIFICATE_PATH: certificate,
      PRICE_LIST: prices,
      COMMERCE: 'shop',
    });
    expect(code).toBe(78);
    expect(lines).toHaveLength(3);
    const [commerce, list, expired] = lines.sort();
    expect(commerce).toBe(
      'COMMERCE must be one of admin-center, partner-center, billing-account. Example: COMMERCE=admin-center',
    );
    expect(list).toMatch(/^GRAPH_CLIENT_CERTIFICATE_PATH has a certificate that expired on 2021-02-03T04:05:06.000Z: /);
    expect(list).toContain(`${certificate}. Example: GRAPH_CLIENT_CERTIFICATE_PATH=/run/secrets/graph.pem`);
    expect(expired).toMatch(/^PRICE_LIST is not a JSON file: .*prices\.json: .*"sku": "SPE_E5".*Example: PRICE_LIST=/);
  });

  it('names a database that cannot be reached, without the password to it', async () => {
    const { code, lines } = await start({
      CLOUD: 'sandbox',
      DATABASE_URL: 'postgresql://bot:hunter2@127.0.0.1:9/upgrades',
    });
    expect([code, lines]).toEqual([
      78,
      [
        'DATABASE_URL 127.0.0.1:9/upgrades cannot be reached (ECONNREFUSED): ' +
          'see that PostgreSQL runs there and that DATABASE_URL names it',
      ],
    ]);
  });

  it.each(['PORT', 'SANDBOX_PORT', 'ADMIN_PORT'])('names %s where another program has that port', async (name) => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    try {
      const ports = { PORT: '0', SANDBOX_PORT: '0', [name]: String(port) };
      const { code, lines } = await start({ CLOUD: 'sandbox', ...ports });
      expect(code).toBe(1);
      expect(lines.at(-1)).toContain(name);
      expect(lines.at(-1)).toContain(String(port));
    } finally {
      other.close();
    }
  });

  it('names a file that is no certificate, and the row and the field of a price list that is wrong', async () => {
    const none = await fileWith('graph.pem', 'hello');
    const row = { sku: 'SPE_E5', currency: 'EUR', monthly: 57, annual: 684 };
    const text = JSON.stringify({ prices: [row, { ...row, sku: 'SPE_E9' }, { ...row, monthly: -1 }] });
    const prices = await fileWith('prices.json', text);
    const { code, lines } = await start({ ...bot, GRAPH_CLIENT_CERTIFICATE_PATH: none, PRICE_LIST: prices });
    expect(code).toBe(78);
    expect(lines).toHaveLength(2);
    const [certificate, list] = lines.sort();
    expect(certificate).toBe(
      `GRAPH_CLIENT_CERTIFICATE_PATH is not a PEM file with a certificate (BEGIN CERTIFICATE): ${none}. ` +
        'Example: GRAPH_CLIENT_CERTIFICATE_PATH=/run/secrets/graph.pem',
    );
    expect(list).toContain(`PRICE_LIST is not a price list: ${prices}: prices[1].sku: SPE_E9 is not a known sku`);
    expect(list).toMatch(/\(and \d more\)\. It is like \{"prices": \[\{"sku": .*Example: PRICE_LIST=/);
  });
});
