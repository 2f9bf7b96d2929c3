import type { Note } from '../../../src/teams/cards/note.js';
import type { Run } from '../../../src/upgrade/run/run.js';
import { anOrder, aSplit, runIn } from '../../support/runs.js';
import { ofRuns, type RunCardState } from './state.js';

/** The people of one plan on their way to two. */

const split = aSplit({ by: { is: 'group', name: 'Sales' } });
const first: Partial<Run> = { path: 'manual', plan: split.plan, split };
const losing = { people: 12, services: { BI_AZURE_P2: 12 }, mail: null, readAt: '2026-03-04T09:00:00Z' };
const bought = { ...split, bought: [split.plan] };
const earlierOrders = [anOrder({ kind: 'purchase', plan: split.plan, quantity: 10, outcome: 'completed' })];
const second: Partial<Run> = { ...first, plan: split.rest, split: bought, earlierOrders, order: null };
const both: Partial<Run> = { ...second, split: { ...bought, bought: [split.plan, split.rest] } };
const order = anOrder({ kind: 'purchase', plan: split.rest, quantity: 15, outcome: 'completed' });

const notes: Record<string, Note> = {
  sameTarget: { why: 'sameTarget', plan: split.plan },
  severalPlans: { why: 'severalPlans', said: 'E5', plans: ['ENTERPRISEPREMIUM', 'SPE_E5'] },
  splitHow: { why: 'splitHow' },
  'whoIsFirst, one': { why: 'whoIsFirst', count: 1, plan: split.plan },
  whoIsFirst: { why: 'whoIsFirst', count: 12, plan: split.plan },
  partTooLarge: { why: 'partTooLarge', count: 100, people: 25 },
  nobodyLeft: { why: 'nobodyLeft', rest: split.rest },
  namedTwice: { why: 'namedTwice', names: ['Adele Vance', '[Nils](x)'] },
  noSuchGroup: { why: 'noSuchGroup', name: 'Sales' },
  severalGroups: { why: 'severalGroups', name: 'Sales' },
  nobodyInGroup: { why: 'nobodyInGroup', name: 'Sales' },
  nobodyInDepartment: { why: 'nobodyInDepartment', name: 'Sales' },
  partTooMany: { why: 'partTooMany', most: 2_000 },
};

export const twoPlans: RunCardState[] = [
  ...ofRuns({
    'before two plans': { ...runIn.beforeYouBegin(), ...first },
    'before two plans, by names': {
      ...runIn.beforeYouBegin(),
      ...first,
      split: aSplit({ by: { is: 'names' }, people: ['p1'] }),
    },
    'before two plans, by department': {
      ...runIn.beforeYouBegin(),
      ...first,
      split: aSplit({ by: { is: 'department', name: '[Sales](x)' } }),
    },
    'before two plans with less': {
      ...runIn.beforeYouBegin(),
      ...first,
      split: { ...split, losing: { ...losing, people: 3 } },
      losing,
    },
    'step 1 of two plans, the first': { ...runIn.manualBuy(), ...first },
    'step 1 of two plans, the second': { ...runIn.manualBuy(), ...second },
    'step 2 of two plans': { ...runIn.manualVerify(), ...both },
    'step 3 of two plans': { ...runIn.manualReassign(), ...both, reassign: null },
    'step 4 of two plans': { ...runIn.manualCancel(), ...both, order },
    'moving to two plans': { ...runIn.reassigning(), ...both },
    'stopped after the first of two plans': { ...runIn.stopped(), ...second },
    'completed with two plans': { ...runIn.completed(), ...both, order },
  }),
  ...Object.entries(notes).map(([name, note]) => ({
    name: `note ${name}`,
    run: { ...runIn.choosingPlan(), path: 'manual' as const },
    context: { note },
  })),
];
