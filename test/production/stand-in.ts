import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { certificatePem, keyPem, rsaPair } from '../support/certificate.js';
import { startTokenIssuer } from '../teams/token-issuer.js';

/**
 * Microsoft, as far as the network shows it: every host under its own name over TLS, in front of a sandbox cloud and a
 * connector that speak plain HTTP.
 */

const issuer = 'https://api.botframework.com';
const teams = 'smba.trafficmanager.net';
const hosts = [
  'login.microsoftonline.com',
  'graph.microsoft.com',
  'api.partnercenter.microsoft.com',
  'management.azure.com',
  'login.botframework.com',
  teams,
];

type StandIn = {
  port: number;
  /** What has to be trusted, PEM. */
  certificate: string;
  /** The service URL the bot is told. */
  serviceUrl: string;
  /** A token as Teams shows it to a bot. */
  token(appId: string, serviceUrl: string): string;
  /** The hosts that were asked, each with how often. */
  asked: Map<string, number>;
  close(): Promise<void>;
};

/** @param behind where the sandbox cloud and the connector are, when they are known */
export async function startStandIn(behind: { sandbox: string; connector: () => string }): Promise<StandIn> {
  const keys = await startTokenIssuer();
  const pair = rsaPair();
  const day = 86_400_000;
  const certificate = certificatePem(pair, { from: new Date(Date.now() - day), to: new Date(Date.now() + day) }, hosts);
  const asked = new Map<string, number>();

  const places: Record<string, (path: string) => string | undefined> = {
    'login.microsoftonline.com': (path) => `${behind.sandbox}${path}`,
    'graph.microsoft.com': (path) => `${behind.sandbox}${path}`,
    'api.partnercenter.microsoft.com': (path) => `${behind.sandbox}/partnercenter${path}`,
    'management.azure.com': (path) => `${behind.sandbox}${path}`,
    [teams]: (path) => `${behind.connector().replace(/\/$/, '')}${path.replace(/^\/emea/, '')}`,
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const host = request.headers.host ?? '';
    const path = request.url ?? '/';
    asked.set(host, (asked.get(host) ?? 0) + 1);
    if (host === 'login.botframework.com') {
      const found = path.endsWith('/keys')
        ? { keys: [...keys.keys.values()] }
        : { issuer, jwks_uri: `https://${host}/keys`, id_token_signing_alg_values_supported: ['RS256'] };
      response.setHeader('content-type', 'application/json');
      return void response.end(JSON.stringify(found));
    }
    const address = places[host]?.(path);
    if (address === undefined) return void response.writeHead(404).end();
    await passOn(request, response, address, [behind.sandbox, `https://${host}`]);
  }

  const server = createServer({ key: keyPem(pair), cert: certificate }, (request, response) => {
    answer(request, response).catch((error: unknown) => response.writeHead(502).end(String(error)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    certificate,
    serviceUrl: `https://${teams}/emea/`,
    token: (appId, serviceUrl) => keys.token({ iss: issuer, aud: appId, serviceurl: serviceUrl }),
    asked,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await keys.close();
    },
  };
}

/** Hands a request over and its answer back; links in the answer lead to the host again. */
async function passOn(
  request: IncomingMessage,
  response: ServerResponse,
  address: string,
  [inside, outside]: [string, string],
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const { host: _host, connection: _connection, 'content-length': _length, ...headers } = request.headers;
  const answered = await fetch(address, {
    method: request.method ?? 'GET',
    headers: headers as Record<string, string>,
    ...(chunks.length > 0 ? { body: Buffer.concat(chunks) } : {}),
  });
  const body = (await answered.text()).replaceAll(inside, outside);
  const kept = [...answered.headers].filter(
    ([name]) => !/^(content-length|content-encoding|transfer-encoding|connection|keep-alive)$/.test(name),
  );
  response.writeHead(answered.status, Object.fromEntries(kept));
  response.end(body);
}
