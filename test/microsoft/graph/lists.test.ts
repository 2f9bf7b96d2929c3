import { afterEach, describe, expect, it } from '@jest/globals';
import type { Directory } from '../../../src/upgrade/ports.js';
import { roleTemplateIds } from '../../../src/upgrade/tenant/roles.js';
import type { AnsweringServer, Reply, Seen } from '../answering-server.js';
import { problemFrom } from '../problem-of.js';
import { batchOf, connectedDirectory } from './connected.js';

/** Lists as Graph really gives them: whatever a list does, each thing in it counts once and nothing else does. */

const servers: AnsweringServer[] = [];
afterEach(async () => {
  for (const one of servers.splice(0)) await one.close();
});

type Kind = { row: (id: string) => Record<string, unknown>; read: (directory: Directory) => Promise<string[]> };

const all = async <T>(pages: AsyncIterable<T[]>): Promise<T[]> => {
  const found: T[] = [];
  for await (const page of pages) found.push(...page);
  return found;
};
const idsOf = (things: readonly { id: string }[]): string[] => things.map(({ id }) => id);
const named = (id: string) => ({ id, displayName: id });
const inError = (id: string) => ({
  id,
  licenseAssignmentStates: [{ skuId: 's', assignedByGroup: 'g', state: 'Error', error: 'Other', disabledPlans: [] }],
});
const globalAdministrator = roleTemplateIds.globalAdministrator;

/** Everything that is read page by page. */
const lists: Record<string, Kind> = {
  'people who hold a product': { row: named, read: async (one) => idsOf(await all(one.holders('t', 's'))) },
  groups: { row: named, read: async (one) => idsOf(await one.groupsWith('t', 's')) },
  'members of a group': { row: named, read: (one) => all(one.groupMembers('t', 'g')) },
  'members in error': { row: named, read: async (one) => idsOf(await one.membersInError('t', 'g')) },
  purchases: { row: named, read: async (one) => idsOf(await one.subscriptions('t')) },
  products: {
    row: (skuId) => ({ skuId }),
    read: async (one) => (await one.skus('t')).map(({ skuId }) => skuId),
  },
  'service issues': { row: named, read: async (one) => idsOf(await one.serviceIssues('t')) },
  'people with a role': {
    row: (principalId) => ({ principalId, directoryScopeId: '/', roleDefinitionId: globalAdministrator }),
    read: async (one) => idsOf(await one.peopleWith('t', ['globalAdministrator'], 20)),
  },
};

/** @param pages what each page of the list answers, by the number in its link; the first is 0 */
async function listed(
  { row, read }: Kind,
  pages: (at: number, nth: number, value: (...ids: string[]) => unknown[], link: (at: number) => object) => Reply,
) {
  let asked = 0;
  const connected = await connectedDirectory((request: Seen, _nth, base) => {
    if (request.method === 'POST') {
      const responses = batchOf(request).map(({ id }) => ({ id, status: 200, body: inError(id) }));
      return { body: { responses } };
    }
    asked += 1;
    const at = Number(new URL(request.url, base).searchParams.get('$skiptoken') ?? 0);
    const link = (next: number) => ({ '@odata.nextLink': `${base}/v1.0/next?$skiptoken=${next}` });
    return pages(at, asked, (...ids) => ids.map(row), link);
  });
  servers.push(connected.server);
  return { ids: () => read(connected.directory), asked: () => asked };
}

const expired: Reply = {
  status: 400,
  body: {
    error: {
      code: 'Directory_ExpiredPageToken',
      message: 'The specified page token value has expired and can no longer be included in your request.',
    },
  },
};

describe.each(Object.entries(lists))('a list of %s', (_name, kind) => {
  it('is begun anew by itself when the link to its next page has expired, and gives nobody twice', async () => {
    let expiries = 2;
    const list = await listed(kind, (at, _nth, value, link) => {
      if (at === 0) return { body: { value: value('a', 'b'), ...link(1) } };
      if (at === 1 && expiries-- > 0) return expired;
      return { body: { value: value('c') } };
    });
    expect(await list.ids()).toEqual(['a', 'b', 'c']);
    expect(list.asked()).toBe(6);
  });

  it('is asked for again later when its links expire however often it is begun', async () => {
    const list = await listed(kind, (at, _nth, value, link) =>
      at === 0 ? { body: { value: value('a'), ...link(1) } } : expired,
    );
    expect(await problemFrom(list.ids())).toEqual({ is: 'unreachable' });
    expect(list.asked()).toBeLessThan(12);
  });

  it('gives once what stands in it twice, on one page or on two, in whatever letters', async () => {
    const list = await listed(kind, (at, _nth, value, link) =>
      at === 0 ? { body: { value: value('a', 'b', 'A'), ...link(1) } } : { body: { value: value('b', 'c') } },
    );
    expect(await list.ids()).toEqual(['a', 'b', 'c']);
  });

  it('goes on after pages with nobody on them', async () => {
    const list = await listed(kind, (at, _nth, value, link) => {
      if (at === 0) return { body: { value: value('a'), ...link(1) } };
      if (at < 4) return { body: { value: [], ...link(at + 1) } };
      return { body: { value: value('b') } };
    });
    expect(await list.ids()).toEqual(['a', 'b']);
  });

  it('ends where its link leads back to where it has been', async () => {
    const list = await listed(kind, (at, _nth, value, link) =>
      at === 0 ? { body: { value: value('a'), ...link(1) } } : { body: { value: value('b'), ...link(1) } },
    );
    expect(await list.ids()).toEqual(['a', 'b']);
    expect(list.asked()).toBe(2);
  });

  it('ends when page after page brings nobody new', async () => {
    const list = await listed(kind, (at, _nth, value, link) => ({ body: { value: value('a'), ...link(at + 1) } }));
    expect(await list.ids()).toEqual(['a']);
    expect(list.asked()).toBeLessThan(150);
  });

  it('goes on after a page that does not say who is on it', async () => {
    const list = await listed(kind, (at, _nth, value, link) => {
      if (at === 0) return { body: { value: value('a'), ...link(1) } };
      if (at === 1) return { body: { ...link(2) } };
      return { body: { value: value('b') } };
    });
    expect(await list.ids()).toEqual(['a', 'b']);
  });

  it('is not taken for empty when it does not say whether it is', async () => {
    const list = await listed(kind, (_at, nth, value) => (nth === 1 ? { body: {} } : { body: { value: value('a') } }));
    expect(await list.ids()).toEqual(['a']);
    const never = await listed(kind, () => ({ body: {} }));
    expect(await problemFrom(never.ids())).toEqual({ is: 'unreachable' });
  });

  it('leaves out what has no id, and what is nothing at all', async () => {
    const list = await listed(kind, (_at, _nth, value) => ({
      body: { value: [null, { displayName: 'Nobody' }, ...value('a'), ...value('')] },
    }));
    expect(await list.ids()).toEqual(['a']);
  });

  it.each([5, 'a', ['a'], 'numbered'])('is not taken for one that lacks what stands in it as %j', async (odd) => {
    const ofOtherType = Object.fromEntries(Object.keys(kind.row('a')).map((key) => [key, 5]));
    const list = await listed(kind, (_at, _nth, value) => ({
      body: { value: [...value('a'), odd === 'numbered' ? ofOtherType : odd] },
    }));
    expect(await problemFrom(list.ids())).toEqual({ is: 'unreadable' });
  });

  it('is refused as it stands when its first page is', async () => {
    const list = await listed(kind, () => ({
      status: 400,
      body: { error: { code: 'Request_UnsupportedQuery', message: 'Unsupported Query.' } },
    }));
    expect(await problemFrom(list.ids())).toMatchObject({ is: 'refused', code: 'Request_UnsupportedQuery' });
    expect(list.asked()).toBe(1);
  });
});

describe('a long list', () => {
  it('whose links expire again and again comes to its end as long as each beginning brings somebody new', async () => {
    const last = 40;
    let freshFrom = 1;
    const list = await listed(lists.groups as Kind, (at, _nth, value, link) => {
      // Each link holds for one page beyond those that were read before.
      if (at > freshFrom) {
        freshFrom = at;
        return expired;
      }
      return { body: { value: value(`g${at}`), ...(at < last ? link(at + 1) : {}) } };
    });
    expect(await list.ids()).toHaveLength(last + 1);
  });
});

describe('ids', () => {
  it('are the same in capitals', async () => {
    const connected = await connectedDirectory(() => ({
      body: {
        value: [
          {
            id: '0C5F6E3F-7A51-4C4E-9D2A-0D7F6F1C2B01',
            licenseAssignmentStates: [
              { skuId: '0118A350-71FC-4EC3-8F0C-6A1CB8867561', disabledPlans: ['11B0131D'], assignedByGroup: 'G1' },
            ],
          },
        ],
      },
    }));
    servers.push(connected.server);
    expect(await all(connected.directory.holders('t', 's'))).toMatchObject([
      {
        id: '0c5f6e3f-7a51-4c4e-9d2a-0d7f6f1c2b01',
        licences: [
          {
            skuId: '0118a350-71fc-4ec3-8f0c-6a1cb8867561',
            disabledPlans: ['11b0131d'],
            assignedByGroup: 'g1',
          },
        ],
      },
    ]);
  });
});
