import { describe, expect, it } from '@jest/globals';
import { advance } from '../../../src/upgrade/run/advance.js';
import type { Run } from '../../../src/upgrade/run/run.js';
import {
  isSnapshotForgotten,
  isSnapshotStale,
  mayBeLocated,
  nameIn,
  refusedForLocation,
  withoutSnapshot,
  withoutThose,
} from '../../../src/upgrade/run/snapshot.js';
import { snapshotFound } from '../../support/findings.js';
import { aFailure, aRun, aSplit, now, runIn, someWork } from '../../support/runs.js';

const snapshot = runIn.ordering().snapshot as NonNullable<Run['snapshot']>;
const unlocated = (id: string) => ({ id, name: `Name of ${id}`, signIn: `${id}@contoso.example` });
const minutesOn = (minutes: number) => new Date(now.getTime() + minutes * 60_000);

describe('what is written down of who had what', () => {
  it('is written anew once it is a quarter of an hour old, or lies as far ahead', () => {
    const stale = (minutes: number) => isSnapshotStale({ snapshot }, minutesOn(minutes));
    expect([14, 15, -14, -15].map(stale)).toEqual([false, true, false, true]);
    expect(isSnapshotStale({ snapshot: null }, minutesOn(60))).toBe(false);
  });

  it('leaves a trace where it is forgotten, with those who were named for one of two plans', () => {
    const run = { ...runIn.manualReassign(), split: aSplit() };
    const forgotten = withoutSnapshot(run, now);
    expect(forgotten).toMatchObject({ snapshot: null, split: { people: [] } });
    const details = { pages: snapshot.pages, people: snapshot.people };
    expect(forgotten.audit.at(-1)).toMatchObject({ by: null, what: 'snapshotForgotten', details });
    expect([run, forgotten, runIn.cart()].map(isSnapshotForgotten)).toEqual([false, true, false]);
    const followed = { at: now.toISOString(), by: null, what: 'follow', details: {} } as const;
    expect(isSnapshotForgotten({ ...forgotten, audit: [followed, ...forgotten.audit] })).toBe(true);
  });

  it('is replaced by a newer writing of it, and by no other', () => {
    const run: Run = { ...runIn.cart(), snapshot: { ...snapshot, generation: 3 } };
    const written = (generation: number, before = run) => {
      const { taken } = snapshotFound({ generation, people: 27 });
      return advance(before, { found: 'snapshotRefreshed', taken }, minutesOn(20));
    };
    expect([2, 3].map((generation) => written(generation).snapshot)).toEqual([run.snapshot, run.snapshot]);
    const takenAt = minutesOn(20).toISOString();
    expect(written(4)).toMatchObject({ revision: run.revision, snapshot: { generation: 4, people: 27, takenAt } });
    expect(written(4, runIn.preparing()).snapshot).toBeNull();
  });

  it('gains those who came later, where it is there', () => {
    const found = { found: 'latecomers', pages: 3, people: 27, withSwitchedOff: 4 } as const;
    expect(advance(runIn.manualReassign(), found, now).snapshot).toEqual({
      ...snapshot,
      pages: 3,
      people: 27,
      withSwitchedOff: 4,
    });
    expect(advance(runIn.cart(), found, now).snapshot).toBeNull();
  });

  it('is not forgotten where it was written down since, nor where it never was', () => {
    const { audit } = withoutSnapshot(runIn.manualReassign(), now);
    expect(isSnapshotForgotten({ snapshot, audit })).toBe(false);
    const begun = { at: now.toISOString(), by: null, what: 'verified', details: {} } as const;
    expect(isSnapshotForgotten({ snapshot: null, audit: [begun] })).toBe(false);
  });

  it('leaves a run as it is where there was none', () => {
    const run = aRun();
    expect(withoutSnapshot(run, now)).toBe(run);
  });
});

describe('who may be given a usage location', () => {
  const refused = aFailure({ id: 'adele', name: 'Adele Vance', signIn: 'adele@contoso.example' });
  const other = aFailure({ id: 'lee', reason: 'noSeats' });
  const group = aFailure({ id: 'sales', of: 'group' });
  const reassign = someWork({ failures: [refused, other, group] });
  const known = { ...snapshot, unlocated: [unlocated('adele'), unlocated('megan')], withoutLocation: 5 };

  it('are people who were refused for want of it, then those known to be without, each once', () => {
    const adele = { id: 'adele', name: 'Adele Vance', signIn: 'adele@contoso.example' };
    expect(refusedForLocation({ reassign })).toEqual([adele]);
    expect(mayBeLocated({ snapshot: known, reassign })).toEqual([adele, unlocated('megan')]);
    expect(mayBeLocated({ snapshot: null, reassign: null })).toEqual([]);
    const two = someWork({ failures: [refused, aFailure({ id: 'diego', name: 'Diego' })] });
    expect(mayBeLocated({ snapshot: known, reassign: two }).map(({ id }) => id)).toEqual(['adele', 'diego', 'megan']);
    const unnamed = someWork({ failures: [aFailure({ id: 'adele', name: 'Adele Vance' })] });
    expect(refusedForLocation({ reassign: unnamed })).toEqual([{ ...adele, signIn: '' }]);
  });

  it('are called by the name that is known of them', () => {
    expect(nameIn({ snapshot: known, reassign }, 'megan')).toBe('Name of megan');
    expect(nameIn({ snapshot: null, reassign }, 'lee')).toBe(other.name);
    expect(nameIn({ snapshot: null, reassign: null }, 'lee')).toBe('lee');
  });

  it('are fewer by those who got one', () => {
    const fewer = withoutThose({ snapshot: known }, ['megan', 'somebody']);
    expect(fewer).toEqual({ ...known, unlocated: [unlocated('adele')], withoutLocation: 4 });
    const counted = withoutThose({ snapshot: { ...known, withoutLocation: 1 } }, ['adele', 'megan']);
    expect(counted).toMatchObject({ unlocated: [], withoutLocation: 0 });
    expect(withoutThose({ snapshot: null }, ['megan'])).toBeNull();
  });
});
