import { describe, expect, it } from '@jest/globals';
import { advance } from '../../../src/upgrade/run/advance.js';
import type { Command } from '../../../src/upgrade/run/commands.js';
import { decide } from '../../../src/upgrade/run/decide.js';
import { decidedWithUpgrade } from '../../../src/upgrade/run/decided.js';
import {
  adminTask,
  ordering,
  preparing,
  reassigning,
  restoring,
  transition,
  undoing,
} from '../../../src/upgrade/run/entering.js';
import { permissionToResume, type Resume } from '../../../src/upgrade/run/resume.js';
import { type Run, runSchema } from '../../../src/upgrade/run/run.js';
import type { Permission, Role } from '../../../src/upgrade/tenant/roles.js';
import { anOrder, at, decided, guided, now, runIn } from '../../support/runs.js';

/** Going on after a pause or after trouble: who may let a run do so, and in whose name it does. */

const megan = { id: 'megan', name: 'Megan Bowen' };
const hours = (n: number) => new Date(now.getTime() + n * 3_600_000);
const cancelling = runIn.cancelling().state as Resume;
const locating = runIn.locating().state as Resume;
const review = { is: 'creditCheck', since: at, nextAt: at, latestEnd: at } as const;

const troubled = (resume: Resume, more: Partial<Run> = {}): Run => ({
  ...runIn.needsAttention(),
  order: anOrder(),
  ...more,
  state: { is: 'needsAttention', since: at, trouble: { is: 'unexpected', text: 'A surprise.' }, resume },
});

function said(run: Run, roles: readonly Role[], command: Command, when = hours(1)) {
  const asked = { command, actor: megan, roles, revision: run.revision, now: when, newKey: () => 'key' };
  return decide(run, asked);
}

function goneOn(run: Run, command: Command['do'] & ('retry' | 'resume'), when = hours(1)): Run {
  const decision = said(run, ['globalAdministrator'], { do: command }, when);
  if (decision.is !== 'changed') throw new Error(`nothing came of it: ${JSON.stringify(decision)}`);
  return decision.run;
}

describe('letting a run go on after trouble', () => {
  const cases: [string, Resume, Permission][] = [
    ['an order that is to leave', ordering(now), 'buy'],
    ['writing down who has what, for an order', preparing('order', now), 'buy'],
    ['an order that waits for the account’s review', { ...review, of: 'account' }, 'buy'],
    ['ending the old plan', cancelling, 'buy'],
    ['moving people', reassigning(now, 0), 'assign'],
    ['setting where people are', locating, 'assign'],
    ['moving people back', undoing(now), 'assign'],
    ['switching services off again', restoring(now, null), 'assign'],
    ['writing down who has what, to move people', preparing('reassign', now), 'steer'],
    ['writing down who has what, for somebody who upgrades by hand', preparing('guide', now), 'steer'],
    ['looking where a reviewed order stands', { ...review, of: 'order' }, 'steer'],
    ['looking where the upgrade stands', transition(25, now), 'steer'],
    ['looking whether the new plan is ready', { is: 'manualVerify' }, 'steer'],
    ['looking for what is done by hand', adminTask('buy', now), 'steer'],
    ['asking at checkout', { is: 'checkout' }, 'steer'],
    ['asking before people are moved', { is: 'manualReassign' }, 'steer'],
  ];

  it.each(cases)('takes the role of what goes on: %s', (_, resume, permission) => {
    const run = troubled(resume);
    expect(permissionToResume(resume)).toBe(permission);
    const may = (role: Role) => said(run, [role], { do: 'retry' }).is === 'changed';
    expect([may('billingAdministrator'), may('userAdministrator')]).toEqual([
      permission !== 'assign',
      permission !== 'buy',
    ]);
    expect(may('globalReader')).toBe(false);
    expect(said(run, ['globalReader'], { do: 'retry' })).toEqual({ is: 'missingRole', permission });
  });

  it('makes whoever lets an order leave its buyer, and leaves it as old as it was confirmed', () => {
    expect(goneOn(troubled(ordering(now)), 'retry').order).toEqual(anOrder({ placedBy: megan }));
    const buyers = [ordering(now), preparing('order', now), { ...review, of: 'account' } as const];
    const others = [transition(25, now), preparing('reassign', now), { ...review, of: 'order' } as const];
    const buyer = (resume: Resume) => goneOn(troubled(resume), 'retry').order?.placedBy.name;
    expect(buyers.map(buyer)).toEqual(Array(3).fill('Megan Bowen'));
    expect(others.map(buyer)).toEqual(Array(3).fill('Alex Wilber'));
  });

  it('stands where a person is asked as if it had come there just now', () => {
    const anew = { since: hours(1).toISOString(), nextAt: hours(1).toISOString() };
    expect(goneOn(troubled({ is: 'checkout' }), 'retry').state).toStrictEqual({ is: 'checkout' });
    expect(goneOn(troubled({ is: 'manualReassign' }), 'retry').state).toStrictEqual({ is: 'manualReassign' });
    expect(goneOn(troubled({ is: 'manualVerify' }), 'retry').state).toStrictEqual({
      is: 'manualVerify',
      ...anew,
      seen: null,
    });
    expect(goneOn(troubled(transition(25, now)), 'retry').state).toStrictEqual({ ...transition(25, now), ...anew });
  });

  it('confirms a cancellation anew within a day of its confirmation', () => {
    const fresh = troubled({ ...cancelling, confirmedAt: at } as Resume);
    expect(goneOn(fresh, 'retry').state).toMatchObject({ confirmedBy: megan, confirmedAt: hours(1).toISOString() });
  });

  it('leaves a cancellation that was confirmed more than a day ago as old as it is', () => {
    const old = troubled({ ...cancelling, confirmedAt: at } as Resume);
    expect(goneOn(old, 'retry', hours(25)).state).toMatchObject({ confirmedBy: { id: 'alex' }, confirmedAt: at });
  });

  it.each<Resume>([reassigning(now, 0), undoing(now), restoring(now, null), locating])(
    'changes licences in the name of whoever lets it: $is',
    (resume) => {
      const run = goneOn(troubled(resume, { decided }), 'retry', hours(30));
      expect(run.decided).toEqual({ by: megan, at: hours(30).toISOString(), needs: 'assign' });
    },
  );
});

describe('taking up work that was laid down', () => {
  const restored = { ...runIn.paused(), state: { is: 'paused', since: at, resume: restoring(now, null) } } as Run;

  it.each([runIn.paused(), restored])('takes the role of those who assign licences', (run) => {
    const may = (role: Role) => said(run, [role], { do: 'resume' }).is === 'changed';
    expect((['billingAdministrator', 'userAdministrator'] as const).map(may)).toEqual([false, true]);
    expect(goneOn(run, 'resume', hours(30)).decided).toMatchObject({ by: megan, needs: 'assign' });
  });
});

describe('what was decided', () => {
  const working = [runIn.reassigning(), runIn.undoing(), runIn.restoring()];
  const found = (run: Run, roles: readonly Role[], when = hours(1)) => advance(run, { found: 'decider', roles }, when);

  it.each(working)('goes on while whoever decided it holds the role: $state.is', (run) => {
    expect(found(run, ['licenseAdministrator'])).toBe(run);
    expect(found(run, ['globalAdministrator'], hours(24)).state).toBe(run.state);
  });

  it.each(working)('is asked anew where they lost it, and stands where it stood: $state.is', (run) => {
    const asks = found(run, ['globalReader']);
    const trouble = { is: 'askedAnew', because: 'roleLost', by: 'Alex Wilber' };
    expect(asks.state).toMatchObject({ is: 'needsAttention', trouble, resume: run.state });
    expect(asks.notices.at(-1)?.what).toBe('needsAttention');
    const theirs = found({ ...run, decided: { ...decided, by: megan } }, ['globalReader']);
    expect(theirs.state).toMatchObject({ trouble: { by: 'Megan Bowen' } });
    const details = { trouble: 'askedAnew', because: 'roleLost', by: 'Megan Bowen' };
    expect(theirs.audit.at(-1)).toMatchObject({ by: null, what: 'needsAttention', details });
  });

  it.each(working)('is asked anew after a day, whatever they hold: $state.is', (run) => {
    const asks = found(run, ['globalAdministrator'], hours(24.1));
    expect(asks.state).toMatchObject({ is: 'needsAttention', trouble: { because: 'tooLongAgo' } });
  });

  it('by nobody who is known is not done', () => {
    const asks = found({ ...runIn.reassigning(), decided: null, openedBy: megan }, ['globalAdministrator']);
    expect(asks.state).toMatchObject({ is: 'needsAttention', trouble: { by: 'Megan Bowen' } });
  });

  it('with Microsoft’s upgrade may have been decided by a buyer; moving people may not', () => {
    expect(found(runIn.restoring(), ['billingAdministrator']).state.is).toBe('restoring');
    expect(found(runIn.reassigning(), ['billingAdministrator']).state.is).toBe('needsAttention');
  });

  it('with Microsoft’s upgrade was decided by whoever ordered it, else by whoever brought the run there', () => {
    const entry = (by: typeof megan | null) => ({ at, by, what: 'taskDone', details: {} }) as const;
    const run: Run = { ...guided('placeOrder'), audit: [entry(megan), entry(null)] };
    const ordered = { ...run, order: anOrder({ placedBy: { id: 'adele', name: 'Adele Vance' } }) };
    const never = { ...run, audit: [entry(null)] };
    const by = (of: Run) => decidedWithUpgrade(of, now);
    expect([ordered, run, never].map((of) => by(of).by.id)).toEqual(['adele', 'megan', 'alex']);
    expect(by(run)).toMatchObject({ at: now.toISOString(), needs: 'steer' });
  });

  it('is not decided anew by a permission that is there again', () => {
    const trouble = { is: 'denied', needs: null } as const;
    const waits = {
      ...runIn.reassigning(),
      state: { is: 'needsAttention', since: at, trouble, resume: reassigning(now, 0) },
    };
    const goesOn = advance(waits as Run, { found: 'permission', granted: true }, hours(700));
    expect(goesOn).toMatchObject({ state: { is: 'reassigning' }, decided });
    expect(found(goesOn, ['globalAdministrator'], hours(700)).state.is).toBe('needsAttention');
  });

  it('before an order leaves is looked at before anything is written for it', () => {
    const unsent: Run = { ...runIn.ordering(), state: ordering(now) };
    expect(found(unsent, ['billingAdministrator'])).toBe(unsent);
    expect(found(unsent, ['userAdministrator'])).toMatchObject({ state: { is: 'checkout' }, order: null });
    expect(found(unsent, ['billingAdministrator'], hours(25)).notices.at(-1)?.what).toBe('confirmOrder');
  });

  it('in a run of an earlier version was decided by whoever brought it there', () => {
    const entry = { at: hours(-2).toISOString(), by: megan, what: 'reassign', details: {} } as const;
    const read = (run: Run) => runSchema.parse({ ...run, decided: undefined, audit: [entry] }).decided;
    expect(read(runIn.reassigning())).toEqual({ by: megan, at: entry.at, needs: 'assign' });
    expect(read(runIn.restoring())).toMatchObject({ by: megan, needs: 'steer' });
    expect(read(guided('buy'))).toBeNull();
    const never = runSchema.parse({ ...runIn.undoing(), decided: undefined }).decided;
    expect(never).toMatchObject({ by: { id: 'alex' } });
  });
});
