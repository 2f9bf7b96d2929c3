import { nothingAlong } from '../../plans/along.js';
import { plansMeant } from '../../plans/named.js';
import { suites } from '../../plans/plans.js';
import { lacksBeside } from '../../plans/ways-on.js';
import type { SourceFound } from '../../tenant/assessment.js';
import { manualAllowed } from '../../tenant/manual-allowed.js';
import { isPlanSettled } from '../bought.js';
import type { AnyState, Asked, CommandTo } from '../definition.js';
import { plansToChoose } from '../plan-choices.js';
import { becomes } from '../record.js';
import type { Refusal } from '../refusal.js';
import type { In, RunRecord } from '../shape.js';
import { sourceOf } from '../source-of.js';
import type { Part, Split } from '../split.js';
import { seatsForPart } from '../targets.js';
import { refused } from './choose-plan.js';
import { notNow, refuse } from './refuse.js';

type SplitCommand = CommandTo<'splitPeople'>;

/**
 * Lets those who are named go to one plan and everybody else to another, as long as nothing is ordered. That is the
 * manual way: the Upgrade tab takes everybody of a subscription to one plan.
 * @see "Before you begin" in Microsoft's article on Office 365 E4
 */
export const splitPeople = {
  needs: 'steer',
  decide(run: In<AnyState>, asked: Asked<SplitCommand>) {
    if (run.path !== 'manual' && (run.state.is !== 'assessed' || !manualAllowed(run.assessment))) return notNow;
    if (isPlanSettled(run)) return notNow;
    const plans = plansOfSplit(run, asked.command);
    if (!plans.ok) return refuse(plans.refusal);
    const whoseRefusal = countRefusal(sourceOf(run), asked.command, plans);
    if (whoseRefusal) return refuse(whoseRefusal);
    const { part } = asked;
    if (!part) return notNow;
    if (!part.ok) return refuse(part.refusal);
    const refusal = partRefusal(sourceOf(run), part.part, plans);
    if (refusal) return refuse(refusal);
    const { plan, rest } = plans;
    const details = { plan, rest, named: part.part.people.length };
    return becomes(run, asked, { is: 'beforeYouBegin' }, splitInto(run, asked, { ...part.part, plan, rest }), details);
  },
} as const;

type Plans = Pick<Split, 'plan' | 'rest'>;

/** The two plans that are meant (skuPartNumbers), or why people cannot go to one of them. */
export function plansOfSplit(
  run: Pick<RunRecord, 'id' | 'assessment'>,
  { plan: first, rest: others }: Pick<SplitCommand, 'plan' | 'rest'>,
): ({ ok: true } & Plans) | { ok: false; refusal: Refusal } {
  if (first.trim() === '' || others.trim() === '') return { ok: false, refusal: { why: 'splitHow' } };
  const [plan, rest] = [planMeant(run, first), planMeant(run, others)];
  if (typeof plan !== 'string') return { ok: false, refusal: plan };
  if (typeof rest !== 'string') return { ok: false, refusal: rest };
  return plan === rest ? { ok: false, refusal: { why: 'sameTarget', plan } } : { ok: true, plan, rest };
}

/** The plan that somebody calls so: one that is offered, else any suite, of which it is told why it is no way on. */
function planMeant(run: Pick<RunRecord, 'id' | 'assessment'>, said: string): string | Refusal {
  const source = sourceOf(run);
  const offered = plansToChoose({ path: 'manual', assessment: run.assessment });
  const meant = plansMeant(said, offered);
  const [sku, ...more] = meant.length > 0 ? meant : plansMeant(said, suites);
  if (sku === undefined) return { why: 'unknownPlan', plan: said };
  if (more.length > 0) return { why: 'severalPlans', said, plans: [sku, ...more].slice(0, mostNamed) };
  const isOwned = source.owned.some((one) => one.sku === sku);
  // How many of it are needed is asked once it is known who goes there.
  return isOwned ? sku : (noWay(sku, source) ?? sku);
}
const mostNamed = 5;

function noWay(sku: string, source: SourceFound): Refusal | undefined {
  const refusal = refused(sku, source, 0);
  return refusal?.why === 'tooFewSeats' ? undefined : refusal;
}

/** What is wrong with a number of people who go to the first plan, where no more than that was said. */
function countRefusal(
  { assigned }: SourceFound,
  { people, group, department, count }: SplitCommand,
  { plan, rest }: Plans,
): Refusal | undefined {
  if (people !== undefined || group !== undefined || department !== undefined) return undefined;
  if (count === undefined || count < 1) return { why: 'splitHow' };
  if (count > assigned) return { why: 'partTooLarge', count, people: assigned };
  return count === assigned ? { why: 'nobodyLeft', rest } : { why: 'whoIsFirst', count, plan };
}

function partRefusal(source: SourceFound, part: Part, { plan, rest }: Plans): Refusal | undefined {
  const { people } = part;
  // No name at all must never come to mean everyone.
  if (people.length === 0) return { why: 'splitHow' };
  if (people.length > source.assigned) return { why: 'partTooLarge', count: people.length, people: source.assigned };
  if (people.length === source.assigned) return { why: 'nobodyLeft', rest };
  const isOwned = (sku: string) => source.owned.some((one) => one.sku === sku);
  return [plan, rest]
    .filter((sku) => !isOwned(sku))
    .map((sku) => refused(sku, source, seatsForPart(source, { ...part, plan }, sku)))
    .find((refusal) => refusal !== undefined);
}

/** What a run keeps of two plans before either was bought. */
export function splitOf(part: Part, { plan, rest }: Plans): Split {
  const { people } = part;
  return { ...part, plan, rest, named: people.length, along: nothingAlong, losing: null, bought: [] };
}

/** The run with its people for two plans, the first of which is bought first. */
function splitInto(run: RunRecord, asked: Asked, part: Part & Plans): Partial<RunRecord> {
  const { sku, owned } = sourceOf(run);
  const lacks = owned.find((one) => one.sku === part.plan)?.lacks ?? lacksBeside(part.plan, sku);
  return {
    path: 'manual',
    plan: part.plan,
    split: { ...splitOf(part, part), losing: asked.losingApart?.first ?? null },
    lacks,
    offer: asked.offer ?? null,
    losingTeams: null,
    losing: asked.losingApart?.rest ?? null,
    along: nothingAlong,
    cart: null,
    checkout: null,
    useSubscriptionId: null,
    seatsToBuy: null,
    growing: null,
  };
}
