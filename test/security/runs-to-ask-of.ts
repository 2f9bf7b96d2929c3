import type { Verb } from '../../src/upgrade/run/commands.js';
import * as entering from '../../src/upgrade/run/entering.js';
import type { Resume } from '../../src/upgrade/run/resume.js';
import { type Run, type StateName, stateNames } from '../../src/upgrade/run/run.js';
import type { Role } from '../../src/upgrade/tenant/roles.js';
import { anOrder, at, now, runIn } from '../support/runs.js';
import { mayByTable } from './rights-of.js';

/** A run in every state, in trouble before every place it may go on at, and before everything that may begin at a time. */

const review = { is: 'creditCheck', since: at, nextAt: at, latestEnd: at } as const;
const resumes: Resume[] = [
  ...(['order', 'reassign', 'guide'] as const).map((before) => entering.preparing(before, now)),
  ...(['order', 'account'] as const).map((of) => ({ ...review, of })),
  entering.ordering(now),
  entering.transition(25, now),
  entering.restoring(now, null),
  { ...entering.reassigning(now, 0), only: [] },
  entering.locating(now, 'SE', ['adele'], false),
  entering.undoing(now),
  runIn.cancelling().state as Resume,
  { ...entering.adminTask('buy', now), others: [] },
  { is: 'manualVerify' },
  { is: 'manualReassign' },
  { is: 'checkout' },
];
const trouble = { is: 'unexpected', text: 'A surprise.' } as const;
const troubled = resumes.map((resume): [string, Run] => [
  `needsAttention, ${nameOf(resume)}`,
  { ...runIn.needsAttention(), order: anOrder(), state: { is: 'needsAttention', since: at, trouble, resume } },
]);
export const waitingRuns = (['order', 'guide', 'reassign'] as const).map((begins): [string, Run] => [
  `scheduled, ${begins}`,
  { ...runIn.scheduled(), state: { is: 'scheduled', since: at, begins } },
]);
export const runsToAskOf: [string, Run][] = [
  ...stateNames.map((is: StateName): [string, Run] => [is, runIn[is]()]),
  ...troubled,
  ...waitingRuns,
];

/** Whether the table lets somebody do it there, and where all but the time is decided, also what is to begin then. */
export function mayHere(verb: Verb, run: Run, held: readonly Role[]): boolean {
  const begins = beginsAt(verb, run);
  return mayByItself(verb, run, held) && (!begins || mayByTable(`the chosen time comes: ${begins}`, held));
}

function mayByItself(verb: Verb, { state }: Run, held: readonly Role[]): boolean {
  if (verb !== 'retry') return mayByTable(verb, held);
  if (state.is === 'needsAttention') return mayByTable(`retry: ${nameOf(state.resume)}`, held);
  // Where there is nothing to try again, whoever might elsewhere is told so.
  return mayByTable('retry: checkout', held);
}

/** What begins at the time that is chosen there. */
function beginsAt(verb: Verb, { state }: Run): string | undefined {
  if (verb === 'schedule' && state.is === 'manualReassign') return 'reassign';
  return (verb === 'schedule' || verb === 'startNow') && state.is === 'scheduled' ? state.begins : undefined;
}

function nameOf(resume: Resume): string {
  if (resume.is === 'preparing') return `preparing for ${resume.before}`;
  return resume.is === 'creditCheck' ? `creditCheck of ${resume.of}` : resume.is;
}
