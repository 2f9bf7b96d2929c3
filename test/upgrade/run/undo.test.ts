import { describe, expect, it } from '@jest/globals';
import { advance } from '../../../src/upgrade/run/advance.js';
import type { Command } from '../../../src/upgrade/run/commands.js';
import { decide } from '../../../src/upgrade/run/decide.js';
import type { Named } from '../../../src/upgrade/run/definition.js';
import type { Resume } from '../../../src/upgrade/run/resume.js';
import type { Run, RunState } from '../../../src/upgrade/run/run.js';
import { withoutSnapshot } from '../../../src/upgrade/run/snapshot.js';
import type { Role } from '../../../src/upgrade/tenant/roles.js';
import { aVerification } from '../../support/findings.js';
import { aFailure, anOrder, at, guided, now, runIn, someWork } from '../../support/runs.js';

type Question = { named?: Named; roles?: readonly Role[] };

function ask(run: Run, command: Command, { named, roles = ['licenseAdministrator'] }: Question = {}) {
  const actor = { id: 'alex', name: 'Alex Wilber' };
  return decide(run, { command, actor, roles, revision: run.revision, now, newKey: () => 'key', named });
}
const undo = (run: Run) => ask(run, { do: 'undo' });
function changedBy(run: Run, command: Command, question?: Question): Run {
  const decision = ask(run, command, question);
  if (decision.is !== 'changed') throw new Error(JSON.stringify(decision));
  return decision.run;
}

const byHand = { ...runIn.manualCancel(), reassign: someWork({ done: 5 }) };
const reassigning: RunState = {
  is: 'reassigning',
  since: at,
  nextAt: at,
  pilot: 0,
  onlyFailed: false,
  only: [],
};
const trouble = { is: 'refused', code: '1', text: 'No.' } as const;
const alex = { id: 'alex', name: 'Alex Wilber' };

describe('a stop', () => {
  const stopIn = (state: RunState) => ask({ ...byHand, state }, { do: 'stop' }, { roles: ['globalAdministrator'] });
  const { ordering, creditCheck, transition, restoring, cancelling } = runIn;
  const beyond = [ordering(), creditCheck(), transition(), restoring(), cancelling()].map(({ state }) => state);

  it('is refused while Microsoft acts, and a way out where nobody can mend what needs attention', () => {
    for (const state of beyond) {
      expect(stopIn(state)).toMatchObject({ refusal: { why: 'tooLateToStop' } });
      for (const trouble of [{ is: 'denied', needs: null } as const, { is: 'orderUnsettled', since: at } as const])
        expect(stopIn({ is: 'needsAttention', since: at, trouble, resume: state as Resume }).is).toBe('changed');
    }
  });
});

describe('buying more', () => {
  const seen = aVerification({ seats: 0, checkedAt: at });
  const verifying = (seats: number, since = at): Run => ({
    ...byHand,
    order: anOrder({ quantity: 25, outcome: 'completed' }),
    state: { is: 'manualVerify', since, nextAt: at, seen: { ...seen, seats, seatsNeeded: 26 } },
  });
  const more = (run: Run) => ask(run, { do: 'buyMore' }, { roles: ['billingAdministrator'] }).is;

  it('is refused for an hour while those that were ordered do not show', () => {
    expect(more(verifying(0))).toBe('unchanged');
    expect(more(verifying(0, '2026-03-04T08:29:00.000Z'))).toBe('changed');
    expect(more(verifying(25))).toBe('changed');
  });
});

describe('moving everyone back', () => {
  it.each<[string, RunState]>([
    ['after a pilot', { is: 'manualReassign' }],
    ['before the old plan is cancelled', { is: 'manualCancel' }],
    ['while an admin is to cancel it by hand', guided('cancel').state],
    ['while paused', { is: 'paused', since: at, resume: reassigning }],
    ['after trouble', { is: 'needsAttention', since: at, trouble, resume: reassigning }],
    ['while the rest waits for its time', { is: 'scheduled', since: at, begins: 'reassign' }],
    ['after an end that kept the old plan', { is: 'completed', at, oldPlanKept: true }],
    [
      'until the old plan has run out',
      { is: 'completed', at, oldPlanKept: false, oldPlan: { is: 'runsOut', until: null, told: false } },
    ],
    ['after a stop', { is: 'stopped', at, by: alex }],
  ])('can be asked for %s', (_when, state) => {
    expect(undo({ ...byHand, state })).toMatchObject({ is: 'changed', run: { state: { is: 'undoing' }, undo: null } });
  });

  it.each<[string, Partial<Run>, string]>([
    ['once anything of the old plan was cancelled', { cancelled: ['sub-1'] }, 'tooLateToUndo'],
    ['once its cancellation has left, whatever Graph shows', { cancelSent: true }, 'tooLateToUndo'],
    ['while it is being cancelled', { state: runIn.cancelling().state }, 'tooLateToUndo'],
    [
      'once the old plan became the new one',
      { state: { is: 'completed', at, oldPlanKept: false, oldPlan: { is: 'converted' } } },
      'tooLateToUndo',
    ],
    [
      'once the old plan has run out',
      { state: { is: 'completed', at, oldPlanKept: false, oldPlan: { is: 'ended' } } },
      'tooLateToUndo',
    ],
    ['when nobody was moved', { reassign: null }, 'nothingToUndo'],
    ['when nothing was written down of them', { snapshot: null }, 'nothingToUndo'],
    ['while an admin buys by hand', { state: guided('buy').state }, 'notNow'],
    [
      'after trouble with an order',
      { state: { is: 'needsAttention', since: at, trouble, resume: { is: 'checkout' } } },
      'notNow',
    ],
    ['while people are being moved', { state: reassigning }, 'notNow'],
    ['while it is being done', { state: runIn.undoing().state }, 'notNow'],
    ['on the automatic path', { path: 'automatic' }, 'notNow'],
  ])('is refused %s', (_when, more, why) => {
    expect(undo({ ...byHand, ...more })).toEqual({ is: 'unchanged', refusal: { why } });
  });

  it('can be asked for as soon as moving has begun, before the first count is kept', () => {
    const begun = changedBy(runIn.manualReassign(), { do: 'reassign', pilot: 0 });
    const stopped = changedBy(begun, { do: 'stop' }, { roles: ['globalAdministrator'] });
    expect(undo(stopped).is).toBe('changed');
  });

  it('takes somebody who may assign licences', () => {
    const decision = ask(byHand, { do: 'undo' }, { roles: ['billingAdministrator'] });
    expect(decision).toEqual({ is: 'missingRole', permission: 'assign' });
  });

  it('ends where it can be begun anew, as if nobody had been moved', () => {
    const done = advance(changedBy(byHand, { do: 'undo' }), { found: 'undone', work: someWork({ done: 5 }) }, now);
    expect(done).toMatchObject({ state: { is: 'manualReassign' }, reassign: null, undo: { done: 5 } });
    expect(done.notices.at(-1)?.what).toBe('undone');
    expect(undo(done)).toEqual({ is: 'unchanged', refusal: { why: 'nothingToUndo' } });
  });

  it('can be asked for again where somebody could not be moved back', () => {
    const work = someWork({ done: 4, failures: [aFailure()] });
    const done = advance(changedBy(byHand, { do: 'undo' }), { found: 'undone', work }, now);
    expect(done.notices.at(-1)?.what).toBe('undoneInPart');
    expect(undo(done)).toMatchObject({ is: 'changed', run: { state: { is: 'undoing' } } });
  });

  it('can be asked for again where more could not be moved back than are listed', () => {
    const work = someWork({ done: 4, failures: [], failuresUnlisted: 3 });
    expect(undo({ ...byHand, reassign: null, undo: work }).is).toBe('changed');
  });

  it('is refused once what was written down of them was deleted', () => {
    expect(undo(withoutSnapshot(byHand, now))).toEqual({ is: 'unchanged', refusal: { why: 'beforeForgotten' } });
  });

  it('changes nothing and asks for attention when the old plan is not active', () => {
    const asked = advance(changedBy(byHand, { do: 'undo' }), { found: 'oldPlanEnded' }, now);
    expect(asked.state).toMatchObject({ is: 'needsAttention', trouble: { is: 'oldPlanEnded' } });
    expect(asked.reassign).toEqual(byHand.reassign);
    expect(changedBy(asked, { do: 'retry' }).state).toEqual({ is: 'manualReassign' });
  });

  it('knows of those who came later, however the run stands by then', () => {
    const found = { found: 'latecomers', pages: 3, people: 27, withSwitchedOff: 4 } as const;
    for (const state of [reassigning, { is: 'paused', since: at, resume: reassigning } as const])
      expect(advance({ ...byHand, state }, found, now).snapshot).toMatchObject({ pages: 3, people: 27 });
  });
});

describe('a pilot by name', () => {
  const run = runIn.manualReassign();
  const byName = { do: 'reassign', pilot: 0, people: 'Adele Vance' } as const;

  it('moves the people who were found, and nobody else', () => {
    const begun = changedBy(run, byName, { named: { ok: true, ids: ['adele'], names: ['adele'] } });
    expect(begun.state).toMatchObject({ is: 'reassigning', pilot: 1, only: ['adele'] });
  });

  it('keeps the first of them by name and by id, as does one whose people are found by itself', () => {
    const ids = Array.from({ length: 25 }, (_, index) => `person-${index}`);
    const names = ids.map((id) => `called ${id}`);
    const begun = changedBy(run, byName, { named: { ok: true, ids, names } });
    expect(begun.pilot).toEqual({ ids: ids.slice(0, 20), names: names.slice(0, 20), people: 25 });
    const found = { found: 'pilot', only: ['adele'], names: ['Adele Vance'] } as const;
    const chosen = advance(runIn.reassigning(), { ...found, only: [...found.only], names: [...found.names] }, now);
    expect(chosen.pilot).toEqual({ ids: ['adele'], names: ['Adele Vance'], people: 1 });
  });

  it('changes nothing when a name is not clear', () => {
    const refusal = { why: 'severalCalled' as const, names: ['Adele Vance'] };
    expect(ask(run, byName, { named: { ok: false, refusal } })).toEqual({ is: 'unchanged', refusal });
  });

  it('never comes to mean everyone', () => {
    expect(ask(run, { ...byName, people: ' , ' }, { named: { ok: true, ids: [], names: [] } }).is).toBe('unchanged');
    expect(ask(run, byName).is).toBe('unchanged');
  });

  it('leaves those who failed to be tried again alone, without the others', () => {
    const failed = { ...run, reassign: someWork({ done: 1, failures: [aFailure({ id: 'adele' })] }) };
    expect(changedBy(failed, { do: 'retryFailed' }).state).toMatchObject({ pilot: 0, only: ['adele'] });
  });
});
