import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { describeExamples, exampleNames, officialExample } from '../support/official-examples.js';
import { shapeDifferences } from '../support/shape-differences.js';
import { compared, notCompared } from './graph-compared.js';
import { type OpenSandbox, openSandbox } from './support.js';

/** The sandbox's Graph beside Microsoft's own payloads: no difference in shape but those that are written down with why. */

describeExamples('the Graph of the sandbox has the shape of Microsoft’s', () => {
  let sandbox: OpenSandbox;
  let ids: { user: string; group: string };
  beforeAll(async () => {
    sandbox = await openSandbox();
    await sandbox.put({
      users: 6,
      seats: 9,
      groups: [{ name: 'Sales', users: 2 }],
      purchaseChannel: 'partner',
      withDisabledPlans: { SWAY: 4 },
      blockers: ['NOT_PROVISIONED_OR_UNHEALTHY'],
    });
    const { value: users } = (await sandbox.graph('/users')).body;
    const { value: groups } = (await sandbox.graph('/groups')).body;
    ids = { user: users[3].id, group: groups[0].id };
  });
  afterAll(() => sandbox.close());

  it.each(Object.entries(compared))('%s', async (name, { ask, differs }) => {
    const { response } = officialExample('graph', name);
    const { status, body } = await ask(sandbox, ids);
    expect(status).toBe(response.status);
    expect(shapeDifferences(response.body, body).sort()).toEqual(differs.flatMap(({ at }) => at).sort());
  });

  it('in each of them, but for those of which is said why not', () => {
    expect([...Object.keys(compared), ...Object.keys(notCompared)].sort()).toEqual(exampleNames('graph'));
  });
});
