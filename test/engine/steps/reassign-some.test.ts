import { describe, expect, it } from '@jest/globals';
import { reassign } from '../../../src/engine/steps/reassign.js';
import type { Run } from '../../../src/upgrade/run/run.js';
import { licence } from '../../support/licensed-person.js';
import { runIn } from '../../support/runs.js';
import { aGroup, many, newId, ofGroup, oldId, someone, type Tenant, tenantOf } from '../people/tenant-of-people.js';
import { paused, takeIn, writtenDown } from './step-in-tenant.js';

/** The first few, those whom an admin named, and those who could not be moved before. */

const ofRun = (state: Partial<Extract<Run['state'], { is: 'reassigning' }>>): Run => {
  const before = runIn.reassigning();
  return { ...before, reassign: null, state: { ...before.state, ...state } as Run['state'] };
};
const toldPilot = ({ told }: Awaited<ReturnType<typeof takeIn>>) =>
  told.flatMap((one) => (one.found === 'pilot' ? one.only : []));

describe('the first who are moved', () => {
  const begin = async (tenant: Tenant, pilot: number, first: string[] = [], more = {}) => {
    const run = await writtenDown(ofRun({ pilot }), tenant);
    const named = first.map((id) => ({ id, name: id }));
    const snapshot = run.snapshot && { ...run.snapshot, first: named };
    return takeIn(tenant, reassign, { ...run, snapshot }, more);
  };

  it('are so many, told of before they are moved, and nobody else is moved, nor a group', async () => {
    const tenant = tenantOf([...many(6), ofGroup('sales', 'sales')], [aGroup('sales', ['sales'])]);
    let sentBefore: number | undefined;
    const { run, told } = await begin(tenant, 2, [], {
      meanwhile: ({ found }: { found: string }) => {
        if (found === 'pilot') sentBefore = tenant.sent.length;
      },
    });
    expect(told).toContainEqual({ found: 'pilot', only: ['p000', 'p001'], names: ['p000', 'p001'] });
    expect(sentBefore).toBe(0);
    expect(tenant.holding(newId)).toEqual(['p000', 'p001']);
    expect(tenant.groupsSent).toEqual([]);
    expect(run).toMatchObject({ state: { is: 'manualReassign' }, reassign: { total: 7, done: 2 } });
  });

  it('are those who were named on the card, and others where these are too few', async () => {
    const tenant = tenantOf(many(6));
    expect(toldPilot(await begin(tenant, 2, ['p004', 'p005', 'p003']))).toEqual(['p004', 'p005']);
    const taken = await begin(tenantOf(many(6)), 3, ['p004', 'gone', 'p005']);
    expect(toldPilot(taken)).toEqual(['p004', 'p005', 'p000']);
  });

  it('hold the old plan through no group: they would keep it', async () => {
    const both = someone('p000', [licence(oldId), licence(oldId, { assignedByGroup: 'sales' })]);
    const tenant = tenantOf([both, ...many(3).slice(1)], [aGroup('sales', ['p000'])]);
    expect(toldPilot(await begin(tenant, 2, ['p000']))).toEqual(['p001', 'p002']);
  });

  it('are not those whom the list still shows though they were moved before', async () => {
    const people = many(30);
    const tenant = tenantOf(people, [], { listed: () => [people] });
    for (const { id } of people.slice(0, 25)) tenant.users.set(id, someone(id, [licence(newId)]));
    expect(toldPilot(await begin(tenant, 2))).toEqual(['p025', 'p026']);
  });

  it('are all there are where these are fewer', async () => {
    const tenant = tenantOf([...many(2), someone('moved', [licence(newId)])]);
    expect(toldPilot(await begin(tenant, 5))).toEqual(['p000', 'p001']);
    expect(tenant.holding(oldId)).toEqual([]);
  });

  it('are chosen without reading everybody', async () => {
    const tenant = tenantOf(many(60));
    let read: string[] | undefined;
    await begin(tenant, 2, ['p050'], {
      meanwhile: ({ found }: { found: string }) => {
        if (found === 'pilot') read = tenant.read.flat();
      },
    });
    expect(read).toEqual(['p050', ...many(20).map(({ id }) => id)]);
  });

  it('are looked for by reading those alone who can be moved, each once', async () => {
    const both = (id: string) => someone(id, [licence(oldId), licence(oldId, { assignedByGroup: 'sales' })]);
    const people = [...many(30, both), ...['ada', 'ben', 'cyd'].map((id) => someone(id))];
    const readFor = async (first: string[]) => {
      const tenant = tenantOf(people, [aGroup('sales', ['p000'])]);
      let read: string[][] = [];
      await begin(tenant, 3, first, {
        meanwhile: ({ found }: { found: string }) => {
          if (found === 'pilot') read = [...tenant.read];
        },
      });
      return read;
    };
    expect(await readFor(['ben'])).toEqual([['ben'], ['ada', 'cyd']]);
    expect(await readFor([])).toEqual([['ada', 'ben', 'cyd']]);
  });

  it('are the same when it is begun anew after they were chosen', async () => {
    const tenant = tenantOf(many(6));
    const run = await writtenDown(ofRun({ pilot: 2, only: ['p004', 'p005'] }), tenant);
    expect(toldPilot(await takeIn(tenant, reassign, run))).toEqual([]);
    expect(tenant.holding(newId)).toEqual(['p004', 'p005']);
  });

  it('are not moved where it was paused while they were chosen', async () => {
    const tenant = tenantOf(many(6));
    const { told } = await begin(tenant, 2, [], {
      meanwhile: ({ found }: { found: string }, run: Run) => (found === 'pilot' ? paused(run) : undefined),
    });
    expect([tenant.sent, told.at(-1)?.found]).toEqual([[], 'pilot']);
  });
});

describe('those whom an admin named', () => {
  it('are moved, with the groups among them, and nobody else', async () => {
    const people = [...many(30), ofGroup('ann', 'sales'), ofGroup('ben', 'finance')];
    const tenant = tenantOf(people, [aGroup('sales', ['ann']), aGroup('finance', ['ben'])]);
    const ids = many(25).map(({ id }) => id);
    const { run } = await takeIn(tenant, reassign, await writtenDown(ofRun({ only: [...ids, 'sales'] }), tenant));
    expect(tenant.holding(newId).sort()).toEqual([...ids, 'ann'].sort());
    expect(tenant.groupsSent.map(({ id }) => id)).toEqual(['sales']);
    expect(run).toMatchObject({ state: { is: 'manualReassign' }, reassign: { total: 32, done: 26 } });
  });

  it('stay as they are once it is paused, but for those who are being changed', async () => {
    const tenant = tenantOf([...many(200), ofGroup('ann', 'sales')], [aGroup('sales', ['ann'])]);
    const ids = many(200).map(({ id }) => id);
    let isPaused = false;
    const { told } = await takeIn(tenant, reassign, await writtenDown(ofRun({ only: [...ids, 'sales'] }), tenant), {
      meanwhile: ({ found }, run) => {
        isPaused ||= found === 'progress' && tenant.sent.length > 0;
        return isPaused ? paused(run) : undefined;
      },
    });
    expect(tenant.sent.length).toBeLessThanOrEqual(5);
    expect(tenant.read.length).toBeLessThanOrEqual(5);
    expect(tenant.groupsSent).toEqual([]);
    expect(told.some(({ found }) => found === 'reassigned')).toBe(false);
  });
});
