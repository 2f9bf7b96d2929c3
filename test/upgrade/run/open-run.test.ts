import { describe, expect, it } from '@jest/globals';
import { openRun, reassessed } from '../../../src/upgrade/run/open-run.js';
import { type Run, runSchema } from '../../../src/upgrade/run/run.js';
import type { Assessment } from '../../../src/upgrade/tenant/assessment.js';
import { aBlocker, aRun, aSource, at, available, blocked, now, runIn } from '../../support/runs.js';

const alex = { id: 'alex', name: 'Alex Wilber' };
const opened = (assessment: Assessment): Run =>
  openRun({
    id: 'run-1',
    tenantId: 'contoso',
    commerce: 'partner-center',
    actor: alex,
    facts: { readAt: now, organization: { displayName: 'Contoso', country: 'SE' } },
    assessment,
  });
const trial = blocked([aBlocker('TRIAL')]);

describe('a new run', () => {
  it('is at the question, followed by whoever asked, and nothing is chosen or ordered in it', () => {
    const openedAt = now.toISOString();
    const audit = [{ at: openedAt, by: alex, what: 'check', details: { is: 'available' } } as const];
    expect(opened(available())).toEqual(aRun({ revision: 1, openedAt, audit }));
    expect(runSchema.parse(opened(available()))).toEqual(opened(available()));
  });

  it('is over at once where somebody else must upgrade the plan, and is not where something is in the way', () => {
    const notDirect = { is: 'notDirect', readAt: at, source: aSource(), ownerTenantId: 'partner' } as const;
    expect(opened(notDirect).state).toEqual({ is: 'handedOver', at: now.toISOString() });
    expect(opened(trial).state).toEqual({ is: 'assessed' });
  });
});

describe('a new look at a run', () => {
  const later = new Date(now.getTime() + 3_600_000);
  const again = (run: Run, assessment: Assessment) =>
    reassessed(run, { ...assessment, readAt: later.toISOString() }, later);
  const watched: Run = { ...opened(trial), state: { is: 'assessed', nextAt: at } };

  it('leaves its cards valid where the answer is the same', () => {
    const same = again(watched, trial);
    expect(same).toEqual({ ...watched, assessment: { ...trial, readAt: later.toISOString() } });
  });

  it('is another answer with new cards, and whoever watched what was in the way learns that it is gone', () => {
    const free = again(watched, available());
    expect(free).toMatchObject({ revision: watched.revision + 1, assessment: { is: 'available' } });
    expect(free.state).toEqual({ is: 'assessed' });
    const entry = { at: later.toISOString(), by: null, what: 'assessed', details: { is: 'available' } };
    expect(free.audit).toEqual([...watched.audit, entry]);
  });

  it('goes on being watched while something else is in the way', () => {
    const other = again(watched, blocked([aBlocker('UNPAID_BALANCE')]));
    expect(other).toMatchObject({ revision: watched.revision + 1, state: { is: 'assessed', nextAt: at } });
  });

  it('changes nothing once anything was chosen', () => {
    const run = runIn.cart();
    expect(again(run, trial)).toBe(run);
  });
});
