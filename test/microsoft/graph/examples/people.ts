import { expect } from '@jest/globals';
import { calledOf } from '../../../../src/upgrade/licences/called.js';
import { batchOf } from '../connected.js';
import { all, type Meaning, type Replayed } from './replayed.js';

/** Who is in a tenant, in its groups, and in charge. */

const globalAdministrators = ['globalAdministrator'] as const;

export const people: Record<string, Meaning> = {
  /** A group that was not asked for its licences: it hands out none, and how far it is, is not known. */
  async 'group--1'({ directory }) {
    expect(await directory.group('t', 'g')).toEqual({
      id: 'b320ee12-b1cd-4cca-b648-a437be61c5cd',
      displayName: 'Library Assist',
      licences: [],
      processing: 'unknown',
    });
  },
  /** Whoever does not say what they are is a person. */
  async 'group-members--1'({ directory }) {
    expect(await all(directory.groupMembers('t', 'g'))).toEqual(['11111111-2222-3333-4444-555555555555']);
  },
  async 'group-members--2'({ directory }) {
    expect(await all(directory.groupMembers('t', 'g'))).toEqual(['11111111-2222-3333-4444-555555555555']);
  },
  /** Without an id there is nobody to do anything for. */
  async 'group-members--3'({ directory }) {
    expect(await all(directory.groupMembers('t', 'g'))).toEqual([]);
  },
  /** Groups without a name are called by their ids. */
  async 'groups-by-licence--1'({ directory }) {
    const groups = await directory.groupsWith('t', 's');
    expect(groups.map((group) => calledOf(group))).toEqual(groups.map(({ id }) => id));
    expect(groups.map(({ licences }) => licences[0]?.disabledPlans.length)).toEqual([0, 1, 1]);
  },
  async 'groups-by-licence--2'({ directory }) {
    const groups = await directory.groupsWith('t', 's');
    expect(groups.map(({ displayName }) => displayName)).toEqual(['Contoso Group 1', 'Contoso Group 2']);
    expect(groups.every(({ licences }) => licences.length === 0)).toBe(true);
  },
  /** Instances of just-in-time roles, which are not asked for: the same people as assignments would name. */
  async 'roleAssignmentScheduleInstances--1'({ server, directory }) {
    await directory.peopleWith('t', globalAdministrators, 5).catch(() => []);
    const asked = server.seen.find(({ method }) => method === 'POST');
    expect(batchOf(asked as never).map(({ id }) => id)).toEqual([
      '6be4b305-b75e-4efc-bfcc-31bd3b53a5f8',
      '56f2d212-e49c-42e3-8298-0188e5bef094',
    ]);
  },
  /** Guests hold roles too. */
  'roleAssignments--1': namesPrincipals(
    'ace08ec9-aa11-4ada-9145-addf0398233e',
    '6f87972e-2e7e-4b49-9980-eb3888bdcfe1',
    '10fc1cc8-ac36-4186-b99b-0cf814aa2dd5',
  ),
  'roleAssignments--2': namesPrincipals('f1847572-48aa-47aa-96a3-2ec61904f41f'),
  /** A role in an administrative unit is none; the same person has one in the whole tenant. */
  'roleAssignments--3': namesPrincipals('a94f2eca-42c0-403e-a6d7-54732a354b46'),
  'transitiveMemberOf--1': hasRoles('userAdministrator'),
  /** A group is no role: the person has none, which is not the same as not being told which. */
  'transitiveMemberOf--2': hasRoles(),
  'transitiveMemberOf--3': hasRoles('globalAdministrator'),
  /** Nothing is known of their licences: there is nothing to move, and they are called by what there is. */
  async 'users-by-licence--1'({ directory }) {
    const people = await all(directory.holders('t', 's'));
    expect(people.map((user) => [calledOf(user), user.licences])).toEqual([
      ['cb4954e8-467f-4a6d-a8c8-28b9034fadbc', []],
      ['81a133c2-bdf2-4e67-8755-7264366b04ee', []],
    ]);
  },
  /** A guest without an id cannot be changed, and is not counted. */
  async 'users-by-licence--2'({ directory }) {
    expect(await all(directory.holders('t', 's'))).toEqual([]);
  },
  async 'users-by-licence--3'({ directory }) {
    const people = await all(directory.holders('t', 's'));
    expect(people.map(calledOf)).toEqual(['Conf Room Adams', 'MOD Administrator']);
  },
};

function hasRoles(...roles: string[]) {
  return async ({ directory }: Replayed) => {
    expect(await directory.rolesOf('t', 'a')).toEqual(roles);
  };
}

/** Who is read to be told of as holding a role; each once. */
function namesPrincipals(...ids: string[]) {
  return async ({ directory, server }: Replayed) => {
    await directory.peopleWith('t', globalAdministrators, 5).catch(() => []);
    const asked = server.seen.filter(({ method }) => method === 'POST').flatMap(batchOf);
    expect([...new Set(asked.map(({ url }) => /users\/([^?]+)/.exec(url)?.[1]))]).toEqual(ids);
  };
}
