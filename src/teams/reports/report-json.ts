import { type Outcome, outcomes } from '../../engine/report/outcome.js';
import type { Report } from '../../engine/report/report.js';
import { displayName } from '../../upgrade/plans/plans.js';
import { apart } from '../../upgrade/run/order-record.js';
import type { Run } from '../../upgrade/run/run.js';
import type { OrderRecord, Work } from '../../upgrade/run/shape.js';
import { sourceOf } from '../../upgrade/run/source-of.js';
import type { Split } from '../../upgrade/run/split.js';
import { peopleTo } from '../../upgrade/run/targets.js';

/** Everything, for programs: codes and Microsoft's own names, never translated. `people` is null without a snapshot. */
export async function* reportJson({ run, asOf, people }: Report): AsyncIterable<string> {
  const head = JSON.stringify({ asOf: asOf.toISOString(), run: summaryOf(run) });
  const tail = `"audit":${JSON.stringify(run.audit)}}\n`;
  if (!people) {
    yield `${head.slice(0, -1)},"people":null,"counts":null,${tail}`;
    return;
  }
  const counts = Object.fromEntries(outcomes.map((outcome) => [outcome, 0])) as Record<Outcome, number>;
  let before = `${head.slice(0, -1)},"people":[`;
  let between = '';
  for await (const page of people) {
    for (const { outcome } of page) counts[outcome] += 1;
    if (page.length === 0) continue;
    yield `${before}${between}\n${page.map((person) => JSON.stringify(person)).join(',\n')}`;
    before = '';
    between = ',';
  }
  yield `${before}],\n"counts":${JSON.stringify(counts)},\n${tail}`;
}

function summaryOf(run: Run): Record<string, unknown> {
  const { state, snapshot } = run;
  return {
    id: run.id,
    tenantId: run.tenantId,
    organization: run.organization.displayName,
    commerce: run.commerce,
    path: run.path,
    from: run.assessment.is === 'noSource' ? null : planOf(sourceOf(run).sku),
    to: run.plan === null ? null : planOf(run.plan),
    ...(run.split ? { split: splitOf(run, run.split) } : {}),
    openedAt: run.openedAt,
    openedBy: run.openedBy,
    state: state.is,
    endedAt: 'at' in state ? state.at : null,
    stoppedBy: state.is === 'stopped' ? state.by : null,
    oldPlanKept: state.is === 'completed' ? state.oldPlanKept : null,
    orders: [...run.earlierOrders, ...(run.order ? [run.order] : [])].flatMap(apart).map(orderOf),
    cancelledSubscriptions: run.cancelled,
    before: snapshot && {
      takenAt: snapshot.takenAt,
      people: snapshot.people,
      withSwitchedOffServices: snapshot.withSwitchedOff,
    },
    reassigned: workOf(run.reassign),
    restored: workOf(run.restore),
    ...(run.losing === null ? {} : { losing: run.losing }),
    undone: workOf(run.undo),
  };
}

/** Those who were named, and the rest, each with the plan they go to. */
function splitOf(run: Run, { plan, rest, by, losing }: Split) {
  return {
    named: { by, to: planOf(plan), people: peopleTo(run, plan), ...(losing === null ? {} : { losing }) },
    rest: { to: planOf(rest), people: peopleTo(run, rest) },
  };
}

const planOf = (sku: string) => ({ sku, name: displayName(sku) });

function orderOf({
  kind,
  key,
  plan,
  quantity,
  billingCycle,
  payment,
  placedAt,
  placedBy,
  commerceId,
  outcome,
}: OrderRecord) {
  return { kind, key, plan: planOf(plan), quantity, billingCycle, payment, placedAt, placedBy, commerceId, outcome };
}

function workOf(work: Work | null) {
  if (work === null) return null;
  const { total, done, startedAt, failures, failuresUnlisted, unmapped, alsoOff } = work;
  return { total, done, startedAt, failed: failures.length + failuresUnlisted, unmapped, alsoOff };
}
