import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export const appId = '0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0';
export const home = 'aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee';
export const customer = '3f0c5f6e-7a51-4c4e-9d2a-0d7f6f1c2b01';
export const secret = 'the-secret-of-the-app';

export const everything = [
  'LicenseAssignment.Read.All',
  'Organization.Read.All',
  'User.Read.All',
  'GroupMember.Read.All',
  'Group.Read.All',
  'RoleManagement.Read.Directory',
  'ServiceHealth.Read.All',
  'Reports.Read.All',
  'LicenseAssignment.ReadWrite.All',
  'User.ReadWrite.All',
];

type Reply = { status?: number; body: unknown };

/** What differs from a Microsoft on which everything is in order. */
export type Plan = {
  /** What Graph tokens say was granted. */
  granted?: string[];
  /** What Entra says instead of a token. */
  refusal?: string;
  /** Tenants the app is in. */
  tenants?: string[];
  /** Answers to what begins like this: `graph.microsoft.com/v1.0/organization`. */
  answers?: Record<string, Reply>;
};

export type FakeMicrosoft = {
  url: string;
  /** Host and path of what was asked, in order. */
  asked: string[];
  /** Brings what is meant for Microsoft here. */
  fetch: typeof fetch;
  close(): Promise<void>;
};

/** Plays Entra, Graph, Partner Center and Azure: `https://host/path` is answered at `/host/path`. */
export async function fakeMicrosoft(plan: Plan = {}): Promise<FakeMicrosoft> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const place = (request.url ?? '').slice(1);
      asked.push(place);
      const { status = 200, body } = answer(place, new URLSearchParams(Buffer.concat(chunks).toString()), plan);
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    asked,
    fetch: (input, init) => fetch(String(input).replace(/^https:\//, url), init),
    close: () => closing(server),
  };
}

/** A token that carries these permissions. */
function tokenWith(roles: string[]): string {
  return ['header', Buffer.from(JSON.stringify({ roles })).toString('base64url'), 'signature'].join('.');
}

function answer(place: string, form: URLSearchParams, plan: Plan): Reply {
  const { granted = everything, refusal, tenants = [home, customer], answers = {} } = plan;
  const planned = Object.entries(answers).find(([start]) => place.startsWith(start));
  if (planned) return planned[1];
  const tenant = /^[^/]+\/([^/]+)\/oauth2\/v2\.0\/token$/.exec(place)?.[1];
  if (tenant === undefined) return { body: { value: [{ displayName: 'Contoso', countryLetterCode: 'SE' }] } };
  if (refusal) return refused(refusal);
  if (form.get('client_secret') !== secret) return refused('AADSTS7000215: Invalid client secret provided.');
  if (!tenants.includes(tenant)) return refused('AADSTS700016: The application was not found in the directory.');
  return { body: { token_type: 'Bearer', expires_in: 3599, access_token: tokenWith(granted) } };
}

function refused(text: string): Reply {
  const description = `${text} Trace ID: 1\r\nCorrelation ID: 2`;
  return { status: 401, body: { error: 'invalid_client', error_description: description } };
}

function closing(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
