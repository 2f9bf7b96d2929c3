import { describe, expect, it } from '@jest/globals';
import type { EventName } from '../../../src/upgrade/run/events.js';
import type { Run } from '../../../src/upgrade/run/run.js';
import { workedMs } from '../../../src/upgrade/run/worked.js';
import { now, runIn } from '../../support/runs.js';

const minute = 60_000;
/** A run with such entries, each so many minutes before now. */
const run = (
  state: 'reassigning' | 'manualReassign' | 'undoing' | 'paused',
  ...entries: [EventName, number][]
): Run => ({
  ...runIn[state](),
  audit: entries.map(([what, ago]) => ({
    at: new Date(now.getTime() - ago * minute).toISOString(),
    by: null,
    what,
    details: {},
  })),
});
const moving = (of: Run) => workedMs(of, 'reassigning', now) / minute;

describe('the time that was worked on moving people', () => {
  it('is that of each pass, not of the days between them', () => {
    const pilot = run(
      'manualReassign',
      ['reassign', 3_000],
      ['reassigned', 2_998],
      ['reassign', 20],
      ['reassigned', 15],
    );
    expect(moving(pilot)).toBe(7);
  });

  it('grows while they are being moved', () => {
    expect(moving(run('reassigning', ['reassign', 3_000], ['reassigned', 2_998], ['reassign', 4]))).toBe(6);
  });

  it('stands still while that is paused, or in trouble, and goes on with it', () => {
    expect(moving(run('paused', ['reassign', 30], ['pause', 20]))).toBe(10);
    expect(moving(run('reassigning', ['reassign', 30], ['needsAttention', 20], ['retry', 5]))).toBe(15);
  });

  it('goes on while somebody looks, and only with work that was begun', () => {
    expect(moving(run('manualReassign', ['reassign', 30], ['check', 25], ['reassigned', 10]))).toBe(20);
    expect(moving(run('manualReassign', ['permission', 30], ['reassigned', 10]))).toBe(0);
  });

  it('begins anew once everyone is back, and moving back is counted for itself', () => {
    const back = run('manualReassign', ['reassign', 90], ['reassigned', 80], ['undo', 60], ['undone', 57]);
    expect(moving(back)).toBe(0);
    expect(workedMs(back, 'undoing', now) / minute).toBe(3);
  });

  it('is none where nobody was moved', () => {
    expect(moving(run('manualReassign', ['snapshot', 10]))).toBe(0);
    expect(moving(run('manualReassign', ['setLocation', 10], ['located', 9]))).toBe(0);
  });
});
