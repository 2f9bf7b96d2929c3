import { describe, expect, it } from '@jest/globals';
import { advance } from '../../../src/upgrade/run/advance.js';
import type { Command } from '../../../src/upgrade/run/commands.js';
import { decide } from '../../../src/upgrade/run/decide.js';
import { due } from '../../../src/upgrade/run/due.js';
import type { Recheck } from '../../../src/upgrade/run/found.js';
import type { Run, RunState } from '../../../src/upgrade/run/run.js';
import type { Role } from '../../../src/upgrade/tenant/roles.js';
import { nobodyHolds } from '../../support/findings.js';
import { aSchedule, aSource, available, now, runIn, someWork } from '../../support/runs.js';

/** What a chosen time does to a run: who may decide on it, and what becomes of it when it comes. */

const at = (iso: string): Date => new Date(iso);
const schedule = aSchedule();
const time = at(schedule.at);
const allWell: Recheck = { assessment: available(), roles: ['globalAdministrator'], ready: true };
const megan = { id: 'megan', name: 'Megan Bowen' };

function ask(run: Run, command: Command, roles: Role[] = ['globalAdministrator'], when = now) {
  return decide(run, { command, actor: megan, roles, revision: undefined, now: when, newKey: () => 'key' });
}
function changed(run: Run, command: Command, roles?: Role[], when?: Date): Run {
  const decision = ask(run, command, roles, when);
  if (decision.is !== 'changed') throw new Error(JSON.stringify(decision));
  return decision.run;
}
const later: Command = { do: 'schedule', date: '2026-03-08', time: '22:00', timeZone: 'Europe/Stockholm' };

describe('who decides on the time', () => {
  it('an order that waits is sent in the name of whoever placed it, not of whoever chose the time', () => {
    const placed = changed({ ...runIn.checkout(), schedule }, { do: 'placeOrder' });
    expect(placed).toMatchObject({ state: { is: 'scheduled', begins: 'order' }, schedule: { by: megan } });
  });

  it('only somebody who may buy puts off an order that waits, or sends it now', () => {
    for (const command of [later, { do: 'startNow' } as const]) {
      expect(ask(runIn.scheduled(), command, ['licenseAdministrator'])).toEqual({
        is: 'missingRole',
        permission: 'buy',
      });
      expect(changed(runIn.scheduled(), command, ['billingAdministrator']).schedule?.by).toEqual(megan);
    }
  });

  it('only somebody who may assign lets people be moved at a time', () => {
    const decision = ask(runIn.manualReassign(), later, ['billingAdministrator']);
    expect(decision).toEqual({ is: 'missingRole', permission: 'assign' });
    expect(changed(runIn.manualReassign(), later).state).toMatchObject({ is: 'scheduled', begins: 'reassign' });
  });

  it('whoever may steer drops it: that is always the safe side', () => {
    const dropped = changed(runIn.scheduled(), { do: 'unschedule' }, ['licenseAdministrator']);
    expect(dropped).toMatchObject({ state: { is: 'checkout' }, schedule: null, order: null });
  });

  it('a time that has passed by a moment is over when the order is placed', () => {
    const placed = changed({ ...runIn.checkout(), schedule }, { do: 'placeOrder' }, undefined, time);
    expect(placed).toMatchObject({ state: { is: 'preparing' }, schedule: null });
  });
});

describe('a time that is chosen', () => {
  it('is written down with its zone', () => {
    const chosen = changed(runIn.cart(), later);
    expect(chosen).toMatchObject({
      state: runIn.cart().state,
      schedule: { at: '2026-03-08T21:00:00.000Z', by: megan },
    });
    const details = { at: '2026-03-08T21:00:00.000Z', timeZone: 'Europe/Stockholm' };
    expect(chosen.audit.at(-1)).toMatchObject({ by: megan, what: 'schedule', details });
  });
});

describe('when the time comes', () => {
  it('it is not begun for a time that was put off while everything was being looked at again', () => {
    const putOff = changed(runIn.scheduled(), later);
    expect(advance(putOff, { found: 'time', recheck: allWell }, time)).toBe(putOff);
    expect(advance(putOff, { found: 'soon' }, at('2026-03-06T20:00:00Z'))).toBe(putOff);
  });

  it('nothing happens for one that was dropped meanwhile', () => {
    const dropped = changed(runIn.scheduled(), { do: 'unschedule' });
    expect(advance(dropped, { found: 'time', recheck: allWell }, time)).toBe(dropped);
  });

  it('it begins once, and the order counts from then', () => {
    const begun = advance(runIn.scheduled(), { found: 'time', recheck: allWell }, time);
    expect(begun).toMatchObject({ state: { is: 'preparing' }, schedule: null, order: { placedAt: schedule.at } });
    expect(advance(begun, { found: 'time', recheck: allWell }, time)).toBe(begun);
  });

  it('everyone is moved, in the name of whoever chose the time, as of when it came', () => {
    const waits = changed(runIn.manualReassign(), later);
    const when = at('2026-03-08T21:00:00Z');
    const begun = advance(waits, { found: 'time', recheck: allWell }, when);
    expect(begun).toMatchObject({
      state: { is: 'reassigning', pilot: 0, only: [], onlyFailed: false },
      schedule: null,
    });
    expect(begun.decided).toEqual({ by: megan, at: when.toISOString(), needs: 'assign' });
  });

  it('it is looked at when it comes, though other work is due later, and work before it when that is due', () => {
    const both = (nextAt: string) =>
      due({ ...runIn.kept(), state: { ...runIn.kept().state, nextAt } as RunState, schedule });
    expect(both('2026-03-07T00:00:00Z')).toEqual({ is: 'appointment', at: at(schedule.nextAt ?? '') });
    expect(both('2026-03-05T00:00:00Z')).toEqual({ is: 'kept', at: at('2026-03-05T00:00:00Z') });
    expect(both(schedule.nextAt ?? '')?.is).toBe('kept');
  });

  it('an order for fewer licenses than are needed by then goes back to the cart with enough of them', () => {
    const assessment = available({ source: aSource({ seats: 40, assigned: 30 }) });
    const back = advance(runIn.scheduled(), { found: 'time', recheck: { ...allWell, assessment } }, time);
    expect(back).toMatchObject({ state: { is: 'cart' }, cart: { quantity: 40 }, order: null, schedule: null });
    expect(back.notices.map(({ what }) => what)).toEqual(['scheduleBlocked']);
  });

  it('a missed time waits for a person alone, until one begins it or chooses another', () => {
    const missed = advance(runIn.scheduled(), { found: 'time' }, new Date(time.getTime() + 3_600_001));
    expect(missed.schedule).toMatchObject({ missed: true, nextAt: null });
    expect(due(missed)).toBeUndefined();
    const muchLater = new Date(time.getTime() + 7_200_000);
    expect(advance(missed, { found: 'time', recheck: allWell }, muchLater)).toBe(missed);
    expect(advance(missed, { found: 'timeUnclear' }, muchLater)).toBe(missed);
    const begun = changed(missed, { do: 'startNow' }, undefined, at('2026-03-07T08:00:00Z'));
    expect(due(begun)).toEqual({ is: 'appointment', at: at('2026-03-07T08:00:00Z') });
    expect(changed(missed, later).schedule).toMatchObject({ missed: false, reminded: false });
  });

  it('while Microsoft does not answer it is tried again', () => {
    const problem = { found: 'timeUnclear' } as const;
    const waiting = advance(runIn.scheduled(), problem, time);
    expect(waiting.state).toEqual(runIn.scheduled().state);
    expect(due(waiting)?.at.getTime()).toBeGreaterThan(time.getTime());
    expect([waiting.attempts, advance(waiting, problem, time).attempts]).toEqual([1, 2]);
  });

  it('nobody is reminded of it once a pilot has turned out to be everyone', () => {
    const run = { ...runIn.reassigning(), schedule };
    const found = { found: 'reassigned', work: someWork({ done: 25 }), holding: nobodyHolds } as const;
    expect(advance(run, found, now)).toMatchObject({ state: { is: 'manualCancel' }, schedule: null });
  });
});

describe('a time that was chosen while not everything is decided', () => {
  const waits = (more: Partial<Run['schedule'] & object> = {}): Run => ({
    ...runIn.cart(),
    attempts: 2,
    schedule: aSchedule(more),
  });
  const soon = (run: Run, when: string) => advance(run, { found: 'soon' }, at(when));

  it('is brought to mind an hour before, once, and cards in people’s hands stay valid', () => {
    expect(soon(waits(), '2026-03-06T19:59:59Z')).toEqual(waits());
    const reminded = soon(waits(), '2026-03-06T20:00:00Z');
    expect(reminded).toMatchObject({ state: { is: 'cart' }, revision: waits().revision, attempts: 0 });
    expect(reminded.schedule).toEqual({ ...schedule, reminded: true, nextAt: schedule.at });
    expect(reminded.notices.map(({ what }) => what)).toEqual(['scheduleSoon']);
    expect(soon(reminded, '2026-03-06T20:30:00Z')).toBe(reminded);
    expect(soon(runIn.cart(), '2026-03-06T20:00:00Z').notices).toEqual([]);
  });

  it('is over when it comes: the run stays where it is, and those who follow it hear of it', () => {
    const early = waits({ nextAt: schedule.at, reminded: true });
    expect(advance(early, { found: 'time' }, new Date(time.getTime() - 1))).toBe(early);
    const over = advance(early, { found: 'time' }, time);
    expect(over).toMatchObject({ state: { is: 'cart' }, schedule: null, revision: early.revision + 1 });
    expect(over.notices.map(({ what }) => what)).toEqual(['scheduleDue']);
    expect(over.audit.at(-1)).toMatchObject({ what: 'scheduleDue', by: null });
  });
});
