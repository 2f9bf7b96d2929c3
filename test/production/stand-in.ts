import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Addresses } from '../../src/microsoft/clouds.js';
import { certificatePem, keyPem, rsaPair } from '../support/certificate.js';
import { startTokenIssuer } from '../teams/token-issuer.js';

/**
 * Microsoft, as far as the network shows it: every service over TLS, in front of a sandbox cloud and a connector that
 * speak plain HTTP. Each is found under its own name on one port, and at a port of its own on this machine.
 */

const names = {
  authority: 'login.microsoftonline.com',
  graph: 'graph.microsoft.com',
  partnerCenter: 'api.partnercenter.microsoft.com',
  management: 'management.azure.com',
  keys: 'login.botframework.com',
  teams: 'smba.trafficmanager.net',
};
/** How a service is found: under its own name, or at its own port. */
export type Found = 'name' | 'port';
type Service = keyof typeof names;
const services = Object.keys(names) as Service[];
const publicIssuer = 'https://api.botframework.com';

type StandIn = {
  /** Where every service is found that is asked for by its own name. */
  port: number;
  /** Where each is found at a port of its own, as MICROSOFT_ADDRESSES has it. */
  addresses: Addresses;
  /** What has to be trusted, PEM. */
  certificate: string;
  /** The service URL the bot is told. */
  serviceUrl(how: Found): string;
  /** A token as Teams shows it to a bot. */
  token(appId: string, how: Found): string;
  /** The services that were asked, each by the host it was asked under. */
  asked: Map<string, Service>;
  close(): Promise<void>;
};

/**
 * How the operator registered the app: the sandbox cloud takes any.
 * @see https://learn.microsoft.com/graph/api/application-get
 */
export type Registered = { redirectUris: string[] };

/** @param behind where the sandbox cloud and the connector are, when they are known */
export async function startStandIn(
  behind: { sandbox: string; connector: (how: Found) => string },
  app: Registered,
): Promise<StandIn> {
  const keys = await startTokenIssuer();
  const pair = rsaPair();
  const day = 86_400_000;
  const hosts = [...Object.values(names), 'localhost'];
  const certificate = certificatePem(pair, { from: new Date(Date.now() - day), to: new Date(Date.now() + day) }, hosts);
  const tls = { key: keyPem(pair), cert: certificate };
  const asked = new Map<string, Service>();
  const ports = new Map<Service, number>();
  const at = (service: Service) => `https://localhost:${ports.get(service)}`;

  const places: Record<Exclude<Service, 'keys'>, (path: string, how: Found) => string> = {
    authority: (path) => `${behind.sandbox}${path}`,
    graph: (path) => `${behind.sandbox}${path}`,
    partnerCenter: (path) => `${behind.sandbox}/partnercenter${path}`,
    management: (path) => `${behind.sandbox}${path}`,
    teams: (path, how) => `${behind.connector(how).replace(/\/$/, '')}${path.replace(/^\/emea/, '')}`,
  };

  async function answer(service: Service, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const host = request.headers.host ?? '';
    const path = request.url ?? '/';
    asked.set(host, service);
    const how = host === names[service] ? 'name' : 'port';
    if (service === 'keys') {
      const issuer = how === 'name' ? publicIssuer : at('keys');
      const published = { issuer, jwks_uri: `https://${host}/keys`, id_token_signing_alg_values_supported: ['RS256'] };
      return json(response, path.endsWith('/keys') ? { keys: [...keys.keys.values()] } : published);
    }
    if (service === 'authority' && path.endsWith('/.well-known/openid-configuration')) {
      return json(response, authorityMetadata(`https://${host}`, path.split('/')[1] ?? ''));
    }
    if (service === 'graph' && path.includes('/applications(')) {
      return json(response, { signInAudience: 'AzureADMultipleOrgs', web: { redirectUris: app.redirectUris } });
    }
    // What a token is for is told by the address it is asked for; the sandbox cloud knows the public ones.
    const known = (text: string) =>
      services.reduce((so, each) => so.replaceAll(encodeURIComponent(at(each)), `https%3A%2F%2F${names[each]}`), text);
    await passOn(request, response, places[service](path, how), {
      known,
      told: (text) => text.replaceAll(behind.sandbox, `https://${host}`),
    });
  }

  const serverFor = (serviceOf: (request: IncomingMessage) => Service | undefined): Server =>
    createServer(tls, (request, response) => {
      const service = serviceOf(request);
      if (!service) return void response.writeHead(404).end();
      answer(service, request, response).catch((error: unknown) => response.writeHead(502).end(String(error)));
    });
  const byName = serverFor(({ headers }) => services.find((service) => names[service] === headers.host));
  const servers = [byName];
  const port = await listening(byName);
  for (const service of services) {
    const server = serverFor(() => service);
    servers.push(server);
    ports.set(service, await listening(server));
  }
  const serviceUrl = (how: Found) => `${how === 'name' ? `https://${names.teams}` : at('teams')}/emea/`;
  return {
    port,
    addresses: {
      authority: at('authority'),
      graph: at('graph'),
      partnerCenter: at('partnerCenter'),
      management: at('management'),
      bot: {
        audience: publicIssuer,
        tokenIssuer: at('keys'),
        openIdMetadata: `${at('keys')}/v1/.well-known/openidconfiguration`,
        tokenService: at('keys'),
        serviceHosts: [new URL(at('teams')).host],
      },
    },
    certificate,
    serviceUrl,
    token: (appId, how) =>
      keys.token({ iss: how === 'name' ? publicIssuer : at('keys'), aud: appId, serviceurl: serviceUrl(how) }),
    asked,
    async close() {
      for (const server of servers) {
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
      }
      await keys.close();
    },
  };
}

async function listening(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

function json(response: ServerResponse, body: unknown): void {
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify(body));
}

/** What an authority says of itself, as far as getting a token by client credentials looks at it. */
const authorityMetadata = (authority: string, tenant: string) => ({
  issuer: `${authority}/${tenant}/v2.0`,
  authorization_endpoint: `${authority}/${tenant}/oauth2/v2.0/authorize`,
  token_endpoint: `${authority}/${tenant}/oauth2/v2.0/token`,
  jwks_uri: `${authority}/${tenant}/discovery/v2.0/keys`,
});

/** Hands a request over, made `known` to who is behind, and its answer back as it is `told`. */
async function passOn(
  request: IncomingMessage,
  response: ServerResponse,
  address: string,
  { known, told }: { known: (text: string) => string; told: (text: string) => string },
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const { host: _host, connection: _connection, 'content-length': _length, ...headers } = request.headers;
  const answered = await fetch(address, {
    method: request.method ?? 'GET',
    headers: headers as Record<string, string>,
    ...(chunks.length > 0 ? { body: known(Buffer.concat(chunks).toString()) } : {}),
  });
  const body = told(await answered.text());
  const kept = [...answered.headers].filter(
    ([name]) => !/^(content-length|content-encoding|transfer-encoding|connection|keep-alive)$/.test(name),
  );
  response.writeHead(answered.status, Object.fromEntries(kept));
  response.end(body);
}
