import { expect } from '@jest/globals';
import { askEntra } from '../../../../src/doctor/ask-token.js';
import { tokenProblem } from '../../../../src/microsoft/tokens.js';
import type { OfficialExample } from '../../../support/official-examples.js';
import { answeringServer } from '../../answering-server.js';
import { problemFrom } from '../../problem-of.js';
import { aChange, all, type Meaning, type Replayed } from './replayed.js';

/** What refusals, and tokens, come to. */

export const refusals: Record<string, Meaning> = {
  async 'error--1'({ directory, pauses }) {
    expect(await problemFrom(all(directory.holders('t', 's')))).toEqual({ is: 'busy', retryAfterMs: 10_000 });
    expect(pauses.map((ms) => Math.floor(ms / 1_000))).toEqual([10, 10, 10]);
  },
  async 'error--2'({ directory, pauses }) {
    expect(await problemFrom(all(directory.holders('t', 's')))).toEqual({ is: 'busy', retryAfterMs: 2_128 });
    expect(pauses.map((ms) => Math.floor(ms / 1_000))).toEqual([2, 2, 2]);
    expect(Math.min(...pauses)).toBeGreaterThanOrEqual(2_128);
  },
  'error--3': refusesTheList('Request_BadRequest', /count is not currently supported/),
  'error--4': refusesTheList('Request_UnsupportedQuery', /ConsistencyLevel/),
  'error--5': refusesTheList('Request_UnsupportedQuery', /Unsupported Query/),
  'error--6': refusesTheList('Request_UnsupportedQuery', /not indexed/),
  /** The group is gone: it has no members, and nothing stops. */
  async 'error--7'({ directory }) {
    expect(await all(directory.groupMembers('t', 'g'))).toEqual([]);
    expect(await directory.membersInError('t', 'g')).toEqual([]);
    expect(await directory.group('t', 'g')).toBeUndefined();
    expect(await problemFrom(directory.changeGroupLicence('t', 'g', aChange('')))).toEqual({ is: 'notFound' });
  },
  /** The app lacks a permission. */
  async 'error--8'({ directory }) {
    expect(await problemFrom(directory.organization('t'))).toEqual({ is: 'denied', needs: 'Organization.Read.All' });
    expect(await directory.reprocessLicences('t', 'a')).toEqual({ is: 'denied' });
  },
  /** A write that is refused for its own reason; the product makes neither of the two. */
  'error--9': refusesTheGroup(/Invalid tenant identifier/),
  'error--10': refusesTheGroup(/Method not supported/),
  async 'token--1'({ example }) {
    expect(await tokenAnswer(example)).toEqual({ is: 'token', token: example.response.body.access_token });
  },
  /** Refused for good; the ids for Microsoft's support are left out. */
  async 'token--2'({ example }) {
    expect(await tokenAnswer(example)).toMatchObject({
      is: 'refused',
      code: 'AADSTS70002',
      text: /Invalid username or password$/,
    });
    const { error_description } = example.response.body;
    expect(tokenProblem(Object.assign(new Error(error_description), { statusCode: 401 })).is).toBe('denied');
  },
};

function refusesTheList(code: string, text: RegExp) {
  return async ({ directory, server }: Replayed) => {
    const problem = await problemFrom(all(directory.holders('t', 's')));
    expect(problem).toMatchObject({ is: 'refused', code, text: expect.stringMatching(text) });
    expect(server.seen).toHaveLength(1);
  };
}

function refusesTheGroup(text: RegExp) {
  return async ({ directory }: Replayed) => {
    const problem = await problemFrom(directory.changeGroupLicence('t', 'g', aChange('')));
    expect(problem).toMatchObject({ is: 'refused', code: 'Request_BadRequest', text: expect.stringMatching(text) });
  };
}

/** The token, or what Entra says instead, as whoever looks for what is wrong with the set-up reads it. */
async function tokenAnswer({ response: { status, body } }: OfficialExample) {
  const entra = await answeringServer(() => ({ status, body }));
  try {
    return await askEntra({ clientId: 'app', clientSecret: 's', authority: entra.url }, fetch)('tenant', 'scope');
  } finally {
    await entra.close();
  }
}
