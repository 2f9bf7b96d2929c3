import { yearAlone } from '../../../../src/upgrade/order/term.js';
import type { Commerce } from '../../../../src/upgrade/ports.js';
import { advance } from '../../../../src/upgrade/run/advance.js';
import type { Command } from '../../../../src/upgrade/run/commands.js';
import { decide } from '../../../../src/upgrade/run/decide.js';
import type { Found } from '../../../../src/upgrade/run/found.js';
import { handedOver } from '../../../../src/upgrade/run/handover.js';
import { openRun } from '../../../../src/upgrade/run/open-run.js';
import { isOver, type Run } from '../../../../src/upgrade/run/run.js';
import { seatsFor } from '../../../../src/upgrade/run/targets.js';
import { besideOf } from '../../../../src/upgrade/run/together.js';
import type { Assessment } from '../../../../src/upgrade/tenant/assessment.js';
import type { Actor, Permission, Role } from '../../../../src/upgrade/tenant/roles.js';
import { happensNext } from './choose.js';
import { diceOf } from './dice.js';
import { nothingYet, type Past, remember } from './past.js';

/** What may happen to a run, and how it is played: one after another, each chosen by where the run stands then. */

export type Happening =
  | { by: 'person'; actor: Actor; roles: readonly Role[]; command: Command; isOld: boolean }
  | { by: 'engine'; found: Found }
  | { by: 'handover'; permission: Permission; to: readonly Actor[] };

/** A happening and how much later than the one before, in milliseconds. */
export type Next = { happening: Happening; after: number };

export type Step = {
  before: Run;
  after: Run;
  happening: Happening;
  now: Date;
  /** What happened to the run before this. */
  past: Past;
};

/** What a whole history has in common. */
export type Course = {
  commerce: Commerce['form'];
  assessment: Assessment;
  /** Orders do not arrive at the commerce. */
  losesOrders: boolean;
};

/** A history as it is generated: a number for each thing that happens. */
export type Plan = { course: Course; happens: readonly number[] };

const start = Date.parse('2026-03-02T08:00:00Z');

/** What happens to a run that is over is looked at for a while only: most of it changes nothing. */
const looksAfterEnd = 4;

export function play({ happens, course }: Plan, look: (step: Step) => void): void {
  const { commerce, assessment } = course;
  const opening = { readAt: new Date(start), organization: { displayName: 'Contoso', country: 'SE' } };
  const actor = { id: 'p1', name: 'Alex' };
  let run = openRun({ id: 'run-1', tenantId: 'contoso', commerce, actor, facts: opening, assessment });
  let now = new Date(start);
  let past = nothingYet;
  let sinceEnd = 0;
  for (const number of happens) {
    const next = happensNext({ run, past, now, course, dice: diceOf(number) });
    now = new Date(now.getTime() + next.after);
    const step = { before: run, after: after(run, next.happening, now), happening: next.happening, now, past };
    look(step);
    past = remember(past, step);
    run = step.after;
    sinceEnd = isOver(run) ? sinceEnd + 1 : 0;
    if (sinceEnd > looksAfterEnd) return;
  }
}

let keys = 0;

function after(run: Run, happening: Happening, now: Date): Run {
  switch (happening.by) {
    case 'engine':
      return advance(run, happening.found, now);
    case 'handover':
      return handedOver(run, { ...happening, from: null }, now).run;
    case 'person': {
      const decision = decide(run, {
        ...happening,
        ...asked(run, now),
        revision: run.revision - Number(happening.isOld),
      });
      return decision.is === 'changed' ? decision.run : run;
    }
    default: {
      const never: never = happening;
      return never;
    }
  }
}

/** Everything else that a decision may hang on. */
export function asked(run: Run, now: Date) {
  const named = { ok: true as const, ids: ['adele'], names: ['Adele Vance'] };
  const people = ['adele', 'bjorn', 'cecilia'];
  const part = { by: { is: 'names' as const }, people, groups: [], alreadyHold: {} };
  const found = { named, part: { ok: true as const, part } };
  return { now, newKey: () => `key-${++keys}`, revision: run.revision, ...found, ...soldWith(run), timeZone: 'UTC' };
}

/** What may be bought in the same order, sold as the plan is. */
function soldWith(run: Run) {
  const plan = run.assessment.is === 'noSource' ? undefined : besideOf(run);
  const offer = { is: 'sold' as const, terms: [...yearAlone], attestation: false };
  return plan === undefined ? {} : { offer, beside: { plan, needed: seatsFor(run, plan), offer } };
}

/** A history in words up to the step that is looked for: a line for each thing that changed something. */
export function storyOf(plan: Plan, isLast: (step: Step) => boolean): string {
  const lines = [`${plan.course.commerce}, ${plan.course.assessment.is}`];
  let isOver = false;
  play(plan, (step) => {
    const { before, after, happening, now } = step;
    const { by, ...what } = happening;
    const line = `${now.toISOString()} ${by} ${JSON.stringify(what)} → ${JSON.stringify(after.state)}`;
    const isEnd = isLast(step);
    if (!isOver && (isEnd || after !== before)) lines.push(line);
    isOver ||= isEnd;
  });
  return lines.join('\n');
}
