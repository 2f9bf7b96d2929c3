import { afterEach, describe, expect, it } from '@jest/globals';
import { type Json, type OpenSandbox, openSandbox } from './support.js';

/** The lists of a tenant may be as untidy as real ones are. */

describe('an untidy list', () => {
  let sandbox: OpenSandbox;
  afterEach(() => sandbox.close());

  async function pagesOf(untidy: Json, path = '/users?$select=id,displayName', most = 20): Promise<Json[]> {
    sandbox = await openSandbox();
    await sandbox.put({ users: 4, admins: [], untidy });
    const pages: Json[] = [];
    for (let next: string | undefined = path; next !== undefined && pages.length < most; ) {
      const { body } = await sandbox.graph(next);
      pages.push(body);
      next = body['@odata.nextLink']?.replace(/^.*\/v1\.0/, '');
    }
    return pages;
  }
  const sizes = (pages: Json[]): (number | undefined)[] => pages.map(({ value }) => value?.length);

  it('comes in small pages, with empty ones and ones that say nothing between them', async () => {
    expect(sizes(await pagesOf({ pageSize: 2, emptyPages: true, withoutValue: true }))).toEqual([2, 0, undefined, 2]);
  });

  it('has rows twice and rows without an id', async () => {
    const [page] = await pagesOf({ repeats: true, withoutId: true });
    const ids = page?.value.map(({ id }: Json) => id);
    expect(ids).toHaveLength(6);
    expect(new Set(ids).size).toBe(5);
    expect(ids.filter((id: unknown) => id === undefined)).toHaveLength(1);
  });

  it('leads in a circle', async () => {
    const pages = await pagesOf({ loops: true });
    expect(pages).toHaveLength(20);
    expect(new Set(pages.map((page) => page['@odata.nextLink'])).size).toBe(1);
  });

  it('is so also where the list has nothing in it, and where it is of products', async () => {
    expect(sizes(await pagesOf({ loops: true }, '/groups', 3))).toEqual([0, 0, 0]);
    await sandbox.close();
    const [page] = await pagesOf({ repeats: true, withoutId: true }, '/subscribedSkus');
    expect(page?.value.map(({ skuId }: Json) => skuId !== undefined)).toEqual([true, true, false]);
  });

  it('shows guests, people without a name, and people who were deleted, of whom nothing else is there', async () => {
    const path = '/users?$select=id,displayName,userPrincipalName,userType';
    const [page] = await pagesOf({ unnamed: 2, guests: 1, softDeleted: 1 }, path);
    const told = page?.value.map(({ displayName, userPrincipalName, userType }: Json) => [
      displayName === null,
      userPrincipalName === null,
      userType,
    ]);
    expect(told).toEqual([
      [true, false, 'Member'],
      [true, true, 'Member'],
      [false, false, 'Guest'],
      [false, false, 'Member'],
      [false, false, 'Member'],
    ]);
    const gone = page?.value[4].id;
    expect((await sandbox.graph(`/users/${gone}`)).status).toBe(404);
    expect((await sandbox.graph('/subscribedSkus')).body.value[0].consumedUnits).toBe(4);
  });
});

describe('somebody who is deleted', () => {
  it('is listed for a while, cannot be read, and frees their licence at once', async () => {
    const sandbox = await openSandbox();
    try {
      await sandbox.put({ users: 3, admins: [] });
      const { value } = (await sandbox.graph('/users')).body;
      await sandbox.patch({ users: [{ id: value[0].id, deleted: true }] });
      expect((await sandbox.graph('/users')).body.value).toHaveLength(3);
      expect((await sandbox.graph(`/users/${value[0].id}`)).status).toBe(404);
      expect((await sandbox.graph('/subscribedSkus')).body.value[0].consumedUnits).toBe(2);
      await sandbox.advance('PT5S');
      expect((await sandbox.graph('/users')).body.value).toHaveLength(2);
    } finally {
      await sandbox.close();
    }
  });
});
