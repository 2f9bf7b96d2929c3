import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { certificateProblem } from '../../src/config/client-certificate.js';
import { readConfig } from '../../src/config/config.js';
import { certificatePem, ecPair, keyPem, rsaPair } from '../support/certificate.js';

const term = { from: new Date('2026-01-01T00:00:00Z'), to: new Date('2027-01-01T00:00:00Z') };
const during = new Date('2026-06-01T00:00:00Z');
const pair = rsaPair();
const certificate = certificatePem(pair, term);
const key = keyPem(pair);

describe('the certificate of the Graph app', () => {
  let folder = '';
  let file = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'certificate-'));
    file = join(folder, 'graph.pem');
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const problemWith = async (text: string, at = during) => {
    await writeFile(file, text);
    return certificateProblem(file, at);
  };

  it('is taken with its private key before or after it, also in the older form, and with its issuers', async () => {
    const issuer = certificatePem(rsaPair(), term);
    const older = pair.privateKey.export({ type: 'pkcs1', format: 'pem' }).toString();
    for (const text of [certificate + key, key + certificate, certificate + older, certificate + issuer + key]) {
      expect(await problemWith(text)).toBeUndefined();
    }
  });

  it('is refused in words that say which half of the file is missing or broken', async () => {
    const damaged = (pem: string) => pem.replace(/\n.{10}/, '\nAAAAAAAAAA');
    const options = { type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'secret' } as const;
    expect(await problemWith('hello')).toMatch(/not a PEM file with a certificate/);
    expect(await problemWith(key)).toMatch(/not a PEM file with a certificate/);
    expect(await problemWith(certificate)).toMatch(/no private key/);
    expect(await problemWith(damaged(certificate) + key)).toMatch(/certificate that is damaged/);
    expect(await problemWith(certificate + damaged(key))).toMatch(/private key that is damaged/);
    expect(await problemWith(certificate + pair.privateKey.export(options))).toMatch(/passphrase/);
    expect(await problemWith(certificate + keyPem(rsaPair()))).toMatch(/does not belong to its certificate/);
    const elliptic = ecPair();
    expect(await problemWith(certificatePem(elliptic, term) + keyPem(elliptic))).toMatch(/not RSA/);
  });

  it('is refused outside its term, with the day', async () => {
    expect(await problemWith(certificate + key, new Date(term.to.getTime() + 1000))).toMatch(
      /expired on 2027-01-01T00:00:00.000Z/,
    );
    expect(await problemWith(certificate + key, new Date(term.from.getTime() - 1000))).toMatch(
      /only from 2026-01-01T00:00:00.000Z/,
    );
    expect(await problemWith(certificate + key, term.to)).toBeUndefined();
  });

  it('is a problem of the configuration by the time given, and shows nothing of the key', async () => {
    await writeFile(file, certificate + key);
    const id = '0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0';
    const bot = { MicrosoftAppId: id, MicrosoftAppPassword: 'hunter2', MicrosoftAppTenantId: id };
    const env = { ...bot, GRAPH_CLIENT_CERTIFICATE_PATH: file };
    expect(readConfig(env, during)).toMatchObject({ ok: true, config: { graph: { certificatePath: file } } });
    const expired = readConfig(env, new Date('2030-01-01T00:00:00Z'));
    const example = '/run/secrets/graph.pem';
    const problem = `has a certificate that expired on 2027-01-01T00:00:00.000Z: ${file}`;
    expect(expired).toEqual({ ok: false, problems: [{ name: 'GRAPH_CLIENT_CERTIFICATE_PATH', problem, example }] });
  });
});
