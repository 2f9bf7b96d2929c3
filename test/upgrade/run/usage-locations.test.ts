import { describe, expect, it } from '@jest/globals';
import type { Run } from '../../../src/upgrade/run/run.js';
import { aFailure, at, now, runIn, someWork } from '../../support/runs.js';
import { alex, found, refusal, told, written } from './steps.js';

/** Usage locations: set for people who have none, so that Microsoft assigns them a licence. */

const snapshot = (run: Run) => run.snapshot as NonNullable<Run['snapshot']>;
const unlocated = ['adele', 'megan'].map((id) => ({ id, name: `Called ${id}`, signIn: `${id}@contoso.example` }));
const failures = ['adele', 'megan', 'grady'].map((id) => aFailure({ id, name: `Called ${id}` }));

/** Set for Adele and Megan. @param again whether those who were refused are then tried again */
function locating(again: boolean, more: Partial<Run> = {}): Run {
  const run = runIn.locating();
  const without = { ...snapshot(run), unlocated, withoutLocation: 5, mayLocate: true };
  return { ...run, snapshot: without, attempts: 3, ...more, state: { ...run.state, again } as Run['state'] };
}
const set = (run: Run, ids: string[], refused: { id: string; text: string }[] = [], kept: string[] = []): Run =>
  found(run, { found: 'located', set: ids, kept, refused });

describe('usage locations that were set', () => {
  it('are told with whom they could not be set for, and why', () => {
    const run = set(
      locating(false),
      ['adele'],
      [
        { id: 'megan', text: 'Insufficient privileges.' },
        { id: 'nobody-knows', text: 'Not found.' },
      ],
    );
    expect(run.state).toEqual({ is: 'manualReassign' });
    expect(run.located).toEqual({
      country: 'SE',
      set: 1,
      kept: 0,
      denied: false,
      refused: [
        { id: 'megan', name: 'Called megan', text: 'Insufficient privileges.' },
        { id: 'nobody-knows', name: 'nobody-knows', text: 'Not found.' },
      ],
    });
    expect(written(run)).toEqual({ what: 'located', details: { country: 'SE', set: 1, kept: 0, refused: 2 } });
    expect(run).toMatchObject({ attempts: 0, snapshot: { unlocated: [{ id: 'megan' }], withoutLocation: 4 } });
  });

  it('let those among them who were refused before be tried again, and nobody else', () => {
    const run = set(locating(true, { reassign: someWork({ failures }) }), ['megan', 'lynne', 'adele']);
    expect(run.state).toEqual({
      is: 'reassigning',
      since: at,
      nextAt: at,
      pilot: 0,
      onlyFailed: true,
      only: ['megan', 'adele'],
    });
    expect(written(run)).toEqual({ what: 'located', details: { country: 'SE', set: 3, kept: 0, refused: 0 } });
  });

  it('are not said to be set for those who have another, who need none any more and are tried again', () => {
    const run = set(locating(true, { reassign: someWork({ failures }) }), ['adele'], [], ['megan']);
    expect(run.located).toMatchObject({ country: 'SE', set: 1, kept: 1 });
    expect(run.state).toMatchObject({ is: 'reassigning', only: ['adele', 'megan'] });
    expect(run.snapshot).toMatchObject({ unlocated: [], withoutLocation: 3 });
    expect(written(run)).toEqual({ what: 'located', details: { country: 'SE', set: 1, kept: 1, refused: 0 } });
  });

  it.each<[string, Run, string[]]>([
    ['was not asked for', locating(false, { reassign: someWork({ failures }) }), ['adele']],
    ['is for nobody who was refused', locating(true, { reassign: someWork({ failures }) }), ['lynne']],
    ['is for nobody, as nobody was moved', locating(true), ['adele']],
    ['is for nobody, as none was set', locating(true, { reassign: someWork({ failures }) }), []],
  ])('try nobody again where that %s', (_, run, ids) => {
    expect(set(run, ids).state).toEqual({ is: 'manualReassign' });
  });
});

describe('usage locations that the app may not set', () => {
  it('are no trouble: it is told, and people can be moved', () => {
    const run = found(locating(true), { found: 'mayNotLocate' });
    expect(run.state).toEqual({ is: 'manualReassign' });
    expect(run.located).toEqual({ country: 'SE', set: 0, kept: 0, denied: true, refused: [] });
    expect(written(run)).toEqual({ what: 'located', details: { country: 'SE', set: 0, denied: true } });
    expect(run.snapshot).toEqual({ ...snapshot(locating(true)), mayLocate: false });
  });

  it('are none that anything is kept of where nothing was written down', () => {
    expect(found(locating(false, { snapshot: null }), { found: 'mayNotLocate' }).snapshot).toBeNull();
  });
});

describe('a usage location that is asked for', () => {
  const ready = (): Run => ({ ...runIn.manualReassign(), reassign: someWork({ failures }) });
  const located = { country: 'NO', set: 3, kept: 0, denied: false, refused: [] };

  it('is set for those who are named, each once, in the name of whoever asked', () => {
    const command = { do: 'setLocation' as const, country: 'SE', people: ['adele', 'megan', 'adele'] };
    const run = told({ ...ready(), located }, command);
    const state = { is: 'locating', since: at, nextAt: at, country: 'SE', people: ['adele', 'megan'], again: false };
    expect(run.state).toEqual(state);
    expect(run).toMatchObject({ decided: { by: alex, at: now.toISOString(), needs: 'assign' }, located: null });
    expect(told(ready(), { ...command, again: true }).state).toEqual({ ...state, again: true });
  });

  it('is one of a country that there is', () => {
    const command = { do: 'setLocation' as const, country: 'Utopia', people: ['adele'] };
    expect(refusal(ready(), command)).toEqual({ why: 'countryUnknown', country: 'Utopia' });
  });
});
