import { describe, expect, it } from '@jest/globals';
import type { RunContext } from '../../src/teams/cards/run-context.js';
import type { Run } from '../../src/upgrade/run/run.js';
import { aFailure, now, runIn, someWork } from '../support/runs.js';
import { cards, elementsOf } from './every-card.js';
import { byHand } from './states/by-hand.js';
import { withColleagues } from './states/colleagues.js';
import { alex } from './states/viewer.js';

/** People with their pictures, on every card that names a few of them, and their names where no picture is drawn. */

type Properties = { displayName?: string; userPrincipalName?: string; users?: { id: string; displayName: string }[] };
type Component = { name: string; properties: Properties; fallback: unknown };

const stateOf = (name: string) => {
  const found = [...byHand, ...withColleagues].find((state) => state.name === name);
  if (!found || !('run' in found)) throw new Error(`there is no state "${name}"`);
  return found;
};
const draw = (run: Run, viewer = alex, context: Partial<RunContext> = {}) =>
  cards.run(run, viewer, { now, ...context }).card;
const drawn = (name: string) => {
  const { run, viewer, context } = stateOf(name);
  return draw(run, { ...alex, ...viewer }, context);
};
const componentsOf = (card: unknown): Component[] =>
  elementsOf(card).filter(({ type }) => type === 'Component') as unknown as Component[];
const namesOf = (card: unknown): string[] =>
  componentsOf(card).flatMap(({ properties: { users, displayName } }) =>
    users ? users.map((one) => one.displayName) : [displayName ?? ''],
  );
const failing = (count: number, more: object = {}): Run => ({
  ...runIn.manualReassign(),
  reassign: someWork({
    failures: Array.from({ length: count }, (_, index) =>
      aFailure({ id: `person-${index}`, name: `P${index}`, ...more }),
    ),
  }),
});

const three = ['Adele Vance', 'Megan Bowen', 'Isaiah Langer'];

describe('people are shown with their pictures', () => {
  it.each([
    ['who could not be moved', 'refused for want of a usage location', three],
    ['whose usage location is asked for', 'people without a usage location', three],
    ['who are moved first', 'before a pilot of known people', [...three, 'Lynne Robbins']],
    ['whom a pilot moved', 'after a pilot of five', [...three, 'Lynne Robbins']],
    ['who are told', 'reassigning, three are told, the viewer too', ['Alex Wilber', 'Megan Bowen', 'Adele Vance']],
    ['who were asked', 'next step, one was asked before', ['Megan Bowen']],
    ['who have the role', 'next step, two have the role', ['Megan Bowen', 'Alex Wilber']],
  ])('%s', (_, state, names) => {
    expect([...new Set(namesOf(drawn(state)))]).toEqual(names);
  });
});

describe('where no picture is drawn', () => {
  it('a few people are their names, each with the sign-in name', () => {
    const [first] = componentsOf(drawn('refused for want of a usage location'));
    expect(first?.properties.userPrincipalName).toBe('adele.vance@contoso.com');
    expect(first?.fallback).toMatchObject({ type: 'TextBlock', text: 'Adele Vance (adele.vance@contoso.com)' });
  });

  it('more than a few are one line, which stands there in any case', () => {
    const card = draw(failing(8));
    expect(componentsOf(card).map(({ name, fallback }) => [name, fallback])).toEqual([
      ['graph.microsoft.com/users', 'drop'],
    ]);
    expect(JSON.stringify(card)).toContain('8 in all: P0, P1, P2, P3, P4, and 3 more');
  });

  it('a group is its name alone', () => {
    const card = draw(failing(1, { of: 'group', name: 'Sales' }));
    expect(componentsOf(card)).toEqual([]);
    expect(JSON.stringify(card)).toContain('Sales (group)');
  });

  it('whom an earlier version of the assistant moved first is named without ids', () => {
    const pilot = { names: three, ids: [], people: 3 };
    const card = draw({ ...runIn.manualReassign(), reassign: someWork({ done: 3 }), pilot });
    expect(componentsOf(card)).toEqual([]);
    expect(JSON.stringify(card)).toContain('Adele Vance, Megan Bowen, and Isaiah Langer');
  });
});

describe('a row of pictures', () => {
  it('is no longer than a phone is wide, and its labels are short', () => {
    const people = Array.from({ length: 20 }, (_, index) => ({ id: `person-${index}`, name: 'N'.repeat(256) }));
    const { snapshot } = runIn.manualReassign();
    const card = draw({ ...runIn.manualReassign(), snapshot: snapshot && { ...snapshot, first: people } });
    const [row] = componentsOf(card);
    expect(row?.properties.users).toHaveLength(6);
    expect(Math.max(...namesOf(card).map(({ length }) => length))).toBeLessThan(64);
  });
});
