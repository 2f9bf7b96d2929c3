import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  BatchRequestContent,
  BatchResponseContent,
  Client,
  type Context,
  type Middleware,
  PageIterator,
} from '@microsoft/microsoft-graph-client';
import { type OpenSandbox, openSandbox, sku, tenantId } from '../sandbox/support.js';

/** Microsoft's own Graph client on the sandbox: what it can do there, it can do with Microsoft. */

type Person = { id: string; assignedLicenses: { skuId: string; disabledPlans: string[] }[] };

const microsoft = 'https://graph.microsoft.com';

/** Carries what the client sends to Microsoft to the sandbox, which has no https, without which the client sends no token. */
function carrying(token: string, url: string): Middleware {
  return {
    async execute(context: Context) {
      const headers = new Headers(context.options?.headers);
      headers.set('Authorization', `Bearer ${token}`);
      const { body = null, method = 'GET' } = context.options ?? {};
      const response = await fetch(String(context.request).replace(microsoft, url), { method, headers, body });
      const text = (await response.text()).replaceAll(url, microsoft);
      context.response = new Response(text === '' ? null : text, response);
    },
  };
}

describe("Microsoft's own Graph client", () => {
  let sandbox: OpenSandbox;
  let graph: Client;
  beforeEach(async () => {
    sandbox = await openSandbox();
    await sandbox.put({ users: 340, owned: [{ sku: 'ENTERPRISEPREMIUM', seats: 50 }] });
    const token = await sandbox.token(tenantId, microsoft);
    graph = Client.initWithMiddleware({ baseUrl: microsoft, middleware: carrying(token, sandbox.url) });
  });
  afterEach(() => sandbox.close());

  async function holders(skuId: string): Promise<Person[]> {
    const first = await graph
      .api('/users')
      .header('ConsistencyLevel', 'eventual')
      .filter(`assignedLicenses/any(l:l/skuId eq ${skuId})`)
      .select(['id', 'assignedLicenses'])
      .count(true)
      .top(50)
      .get();
    const people: Person[] = [];
    const keep = (person: Person) => people.push(person) > 0;
    await new PageIterator(graph, first, keep, { headers: { ConsistencyLevel: 'eventual' } }).iterate();
    expect(people).toHaveLength(first['@odata.count']);
    return people;
  }

  async function batch(requests: { id: string; request: Request }[]): Promise<Map<string, Response>> {
    const content = await new BatchRequestContent(requests).getContent();
    return new BatchResponseContent(await graph.api('/$batch').post(content)).getResponses();
  }

  it('pages through all holders of a plan, changes 20 of them in one batch and reads them back', async () => {
    const before = await holders(sku.e4);
    expect(new Set(before.map(({ id }) => id)).size).toBe(340);
    const chosen = before.slice(0, 20);

    const addLicenses = [{ skuId: sku.e5, disabledPlans: [] }];
    const body = JSON.stringify({ addLicenses, removeLicenses: [sku.e4] });
    const headers = { 'Content-Type': 'application/json' };
    // The client takes off the host alone, and addresses in a batch have no version.
    const address = (id: string, rest = '') => `${microsoft}/users/${id}${rest}`;
    const changed = await batch(
      chosen.map(({ id }) => ({
        id,
        request: new Request(address(id, '/assignLicense'), { method: 'POST', headers, body }),
      })),
    );
    expect(new Set([...changed.values()].map(({ status }) => status))).toEqual(new Set([200]));

    const read = await batch(
      chosen.map(({ id }) => ({ id, request: new Request(address(id, '?$select=id,assignedLicenses')) })),
    );
    expect(read.size).toBe(20);
    for (const response of read.values()) {
      const { assignedLicenses } = (await response.json()) as Person;
      expect(assignedLicenses).toEqual(addLicenses);
    }

    await sandbox.advance('PT10M');
    expect(await holders(sku.e4)).toHaveLength(320);
    expect((await holders(sku.e5)).map(({ id }) => id).sort()).toEqual(chosen.map(({ id }) => id).sort());
  });

  it('is told of an error as Microsoft tells it', async () => {
    await expect(graph.api(`/users/${crypto.randomUUID()}`).get()).rejects.toMatchObject({
      statusCode: 404,
      code: 'Request_ResourceNotFound',
    });
  });
});
