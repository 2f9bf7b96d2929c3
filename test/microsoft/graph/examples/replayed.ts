import type { Directory } from '../../../../src/upgrade/ports.js';
import { roleTemplateIds } from '../../../../src/upgrade/tenant/roles.js';
import { type OfficialExample, officialExample } from '../../../support/official-examples.js';
import type { AnsweringServer } from '../../answering-server.js';
import { batchOf, connectedDirectory } from '../connected.js';

/** Microsoft's payloads, answered to the bot as they came. */

export type Replayed = { directory: Directory; server: AnsweringServer; pauses: number[]; example: OfficialExample };

/** A Graph that answers with the example whatever it is asked; inside a batch, each part with it. */
export async function replayed(name: string): Promise<Replayed> {
  const example = officialExample('graph', name);
  const { status, body } = example.response;
  const headers = example.response.headers ?? {};
  const connected = await connectedDirectory((request, _nth, base) => {
    if (proves(name, request.url)) return { body: { value: everyRoleOf(request.url) } };
    const here = JSON.parse(JSON.stringify(body).replaceAll('https://graph.microsoft.com/v1.0', `${base}/v1.0`));
    if (!request.url.endsWith('/$batch') || example.request.path.endsWith('/$batch'))
      return { status, headers, body: here };
    const responses = batchOf(request).map(({ id, url }) =>
      proves(name, url) ? { id, status: 200, body: { value: everyRoleOf(url) } } : { id, status, headers, body: here },
    );
    return { body: { responses } };
  });
  return { ...connected, example };
}

/** Memberships of roles are proved by assignments, of which their examples do not tell. */
const proves = (name: string, url: string): boolean =>
  name.startsWith('transitiveMemberOf') && url.includes('/roleAssignments?');

function everyRoleOf(url: string) {
  const principalId = /'(.*)'/.exec(decodeURIComponent(url))?.[1];
  return Object.values(roleTemplateIds).map((roleDefinitionId) => ({
    principalId,
    roleDefinitionId,
    directoryScopeId: '/',
  }));
}

/** What an example means to an upgrade. */
export type Meaning = (from: Replayed) => Promise<void>;

/** Everything that pages hold. */
export const all = async <T>(pages: AsyncIterable<T[]>): Promise<T[]> => {
  const found: T[] = [];
  for await (const page of pages) found.push(...page);
  return found;
};

/** A change that could be of anybody. */
export const aChange = (userId: string) => ({ userId, add: [], remove: ['s'] });
