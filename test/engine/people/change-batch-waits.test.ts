import { describe, expect, it } from '@jest/globals';
import { type BatchTools, changeBatch, type Planned } from '../../../src/engine/people/change-batch.js';
import type { Gate } from '../../../src/engine/people/gate.js';
import { Learning } from '../../../src/engine/people/learning.js';
import { Tally } from '../../../src/engine/people/tally.js';
import type { ChangeOutcome } from '../../../src/upgrade/licences/change-outcome.js';
import type { LicensedUser } from '../../../src/upgrade/tenant/facts.js';
import { at } from '../../support/runs.js';
import { newId, serviceId, someone, tenantOf } from './tenant-of-people.js';

/** When a batch waits, and what the run is told of it: seen at a gate that never makes anybody wait. */

type Outcomes = Record<string, ChangeOutcome[]>;

/** Changes people, of whom each change comes to what is next for them; `off` is off for everybody, and what is learnt. */
async function change(outcomes: Outcomes) {
  const tenant = tenantOf(
    Object.keys(outcomes).map((id) => someone(id)),
    [],
    { change: ({ userId }) => outcomes[userId]?.shift() },
  );
  const [rested, told]: [number[], string[]] = [[], []];
  const gate = {
    through: 0,
    pass: () => undefined,
    cameBack: () => undefined,
    close: async () => void told.push('busy'),
    noAnswer: async () => void told.push('silent'),
    opened: async () => true,
    rest: async (tries: number) => rested.push(tries) > 0,
  };
  const learning = new Learning([]);
  const plan = (user: LicensedUser): Planned | undefined => {
    if (user.licences.some(({ skuId }) => skuId === newId)) return undefined;
    const add = [{ skuId: newId, disabledPlans: learning.learnt.map(({ service }) => service) }];
    return { change: { userId: user.id, add, remove: [] }, unmapped: [], alsoOff: [] };
  };
  const tools: BatchTools = {
    directory: tenant.directory,
    tenantId: 'contoso',
    gate: gate as unknown as Gate,
    signal: new AbortController().signal,
    tally: new Tally(2, 0, at),
    learning,
    goOn: async () => true,
  };
  await changeBatch([...tenant.users.values()], plan, tools);
  return { rested, told, sent: tenant.sent.map((some) => some.map(({ userId }) => userId)) };
}
const unknown: ChangeOutcome = { is: 'unknown' };
const busy: ChangeOutcome = { is: 'busy', retryAfterMs: 1_000 };

describe('a batch that is sent again', () => {
  it('rests the longer the oftener all of it came to nothing', async () => {
    expect((await change({ ada: [unknown, unknown], ben: [unknown, unknown] })).rested).toEqual([1, 2]);
  });

  it('rests no longer than the one needs who was sent in vain least often', async () => {
    const { rested, sent } = await change({ ada: [unknown, unknown], ben: [busy, unknown] });
    expect(sent).toEqual(Array(3).fill(expect.arrayContaining(['ada', 'ben'])));
    // Who was asked for patience waits at the gate for that, and for nothing else.
    expect(rested).toEqual([1]);
  });

  it('since a refusal taught something is no sign that Microsoft says nothing', async () => {
    const [sway, forms] = ['SWAY', 'FORMS_PLAN_E5'].map(serviceId);
    const text = `License assignment failed because service plan ${forms} depends on the service plan(s) ${sway}.`;
    expect(await change({ ada: [{ is: 'refused', text }] })).toEqual({
      rested: [],
      told: [],
      sent: [['ada'], ['ada']],
    });
  });
});
