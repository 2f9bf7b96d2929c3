import { expect } from '@jest/globals';
import { readLicenceFailure } from '../../../../src/upgrade/licences/licence-failures.js';
import { batchOf } from '../connected.js';
import { aChange, type Meaning, type Replayed } from './replayed.js';

/** What changes of licences come to, and what licences say. */

export const licences: Record<string, Meaning> = {
  /** Licences were changed, whatever of the person is told and in whatever letters. */
  async 'assignLicense--1'({ directory, server, example }) {
    const { addLicenses, removeLicenses } = example.request.body;
    const change = { userId: 'a', add: addLicenses, remove: removeLicenses };
    expect(await directory.changeLicences('t', [change])).toEqual([{ is: 'done' }]);
    expect(batchOf(server.seen[0] as never)[0]?.body).toEqual(example.request.body);
  },
  async 'assignLicense--2'({ directory, server }) {
    expect(await directory.reprocessLicences('t', '047dd774')).toEqual({ is: 'done' });
    expect(server.seen[0]).toMatchObject({ method: 'POST', url: '/v1.0/users/047dd774/reprocessLicenseAssignment' });
  },
  async 'assignLicense--3'({ directory }) {
    expect(await directory.changeLicences('t', [aChange('a')])).toEqual([{ is: 'done' }]);
  },
  /** The tenant does not own the product. */
  async 'assignLicense--4'({ directory }) {
    const [outcome] = await directory.changeLicences('t', [aChange('a')]);
    expect(outcome).toMatchObject({ is: 'refused', text: /does not correspond to a valid company License/ });
    expect(outcome?.is === 'refused' && readLicenceFailure(outcome.text)).toBe('skuNotOwned');
  },
  /** Each part by itself: sent elsewhere, turned away at the door, done, done without a word. */
  async 'batch--2'({ directory }) {
    const changes = ['a', 'b', 'c', 'd'].map(aChange);
    expect((await directory.changeLicences('t', changes)).map(({ is }) => is)).toEqual([
      'refused',
      'done',
      'busy',
      'done',
    ]);
  },
  'group-assignLicense--1': takesTheChange,
  'group-assignLicense--2': takesTheChange,
  /** Not asked for; its words for services are those of a product. */
  async 'licenseDetails--1'({ directory }) {
    const [product] = await directory.skus('t');
    expect(product?.services.map(({ provisioning }) => provisioning)).toEqual([
      'PendingProvisioning',
      'Success',
      'Disabled',
    ]);
  },
  /** `None` is no error; one from a group is, and no usage location is none. */
  async 'user--1'({ directory }) {
    const [user] = await directory.users('t', ['87d349ed-44d7-43e1-9a83-5f2406dee5bd']);
    expect(user).toMatchObject({
      displayName: 'Adele Vance',
      usageLocation: null,
      licences: [
        { state: 'Active', error: null, assignedByGroup: null },
        { state: 'Error', error: 'Other', assignedByGroup: '1132b215-826f-42a9-8cfe-1643d19d17fd' },
      ],
    });
  },
};

/** Taken, to be processed later; and asked for in the very shape of the page. */
async function takesTheChange({ directory, server, example }: Replayed) {
  const { addLicenses, removeLicenses } = example.request.body;
  await directory.changeGroupLicence('t', '1132b215-826f-42a9-8cfe-1643d19d17fd', {
    add: addLicenses,
    remove: removeLicenses,
  });
  const [seen] = server.seen;
  expect(`${seen?.method} ${seen?.url}`).toBe(`${example.request.method} ${example.request.path}`);
  expect(seen?.body).toEqual(example.request.body);
}
