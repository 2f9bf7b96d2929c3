import { plansMeant } from '../plans/named.js';
import { may, type Permission } from '../tenant/roles.js';
import { type Verb, verbs } from './commands.js';
import type { Asked, CommandTo, Decision, VerbRule, VerbRulesOf } from './definition.js';
import { goesInCircles } from './events.js';
import { follow, unfollow } from './rules/follow.js';
import { notNow, refuse, unchanged } from './rules/refuse.js';
import { unschedule } from './rules/schedule.js';
import { definitionOf, isOver, type Run, type RunState, type StateName, stateNames } from './run.js';

type Rule = VerbRule<RunState, Verb, RunState>;
type Rules = VerbRulesOf<RunState, RunState>;

/** What a person may do to every run that is not over, whatever state it is in. */
const anywhere: Rules = {
  check: { needs: 'see', decide: (run, asked) => anotherPlan(run, asked.command) ?? unchanged },
  follow,
  unfollow,
  unschedule,
  startNow: unschedule,
};

/** One plan is upgraded at a time: another one is told to wait. */
function anotherPlan({ assessment }: Run, { source: said }: CommandTo<'check'>) {
  if (said === undefined || assessment.is === 'noSource') return undefined;
  const { sku } = assessment.source;
  return plansMeant(said, [sku]).length > 0 ? undefined : refuse({ why: 'oneAtATime', source: sku });
}

/**
 * Decides what a person's command does to a run: the state's own rule, else the one for every state, else it is
 * refused. Nothing changes when the person lacks the role or the card is old.
 */
export function decide(run: Run, asked: Asked): Decision<RunState> {
  const { do: verb } = asked.command;
  const permission = permissionTo(verb, run);
  if (!may(permission, asked.roles)) return { is: 'missingRole', permission };
  if (verb === 'status') return unchanged;
  if (asked.turnId !== undefined && run.turns.includes(asked.turnId)) return unchanged;
  if (asked.revision !== undefined && asked.revision !== run.revision) return refuse({ why: 'stale' });
  if (!onlyLooks(verb) && verb !== 'stop' && goesInCircles(run.audit, asked.actor.id))
    return refuse({ why: 'tooOften' });
  return remembering(ruleFor(run, verb)?.decide(run, asked) ?? notNow, asked);
}

/** Turns that are remembered, of all who steer the run together. */
const turnsRemembered = 50;

function remembering(decision: Decision<RunState>, { turnId }: Asked): Decision<RunState> {
  if (decision.is !== 'changed' || turnId === undefined) return decision;
  const turns = [...decision.run.turns, turnId].slice(-turnsRemembered);
  return { is: 'changed', run: { ...decision.run, turns } };
}

/** What a verb needs a person to be allowed: by the state of the run where the state names it, else what it needs elsewhere. */
export function permissionTo(verb: Verb, run?: Run): Permission {
  const rule = run && ruleFor(run, verb);
  if (!rule) return usualPermissions[verb];
  return typeof rule.needs === 'function' ? rule.needs(run) : rule.needs;
}

/** Whether the verb only looks, or concerns the person alone. */
export function onlyLooks(verb: Verb): boolean {
  return usualPermissions[verb] === 'see';
}

/** Verbs that spend money, take something away, or let what does so begin or go on. */
const careful: readonly Verb[] = [
  ...(['placeOrder', 'buyMore', 'buyNew', 'buyByHand', 'reassign', 'retryFailed', 'undo', 'cancelOld'] as const),
  ...(['stop', 'startNow', 'resume', 'retry', 'setLocation'] as const),
];

/** Whether the verb is carried out only on what the person has seen, also where it is written. */
export function takesCare(verb: Verb): boolean {
  return careful.includes(verb);
}

/** The states in which a person may give the command. */
export function statesWith(verb: Verb): StateName[] {
  return stateNames.filter((is) => Object.hasOwn(definitionOf(is).verbs, verb));
}

function ruleFor(run: Run, verb: Verb): Rule | undefined {
  const own: Rules = definitionOf(run.state.is).verbs;
  return (own[verb] ?? (isOver(run) ? undefined : anywhere[verb])) as Rule | undefined;
}

/** What each verb needs in the states that name it; where that hangs on the run, at least to steer. */
export const usualPermissions = Object.fromEntries(verbs.map((verb) => [verb, needsOf(verb)])) as Record<
  Verb,
  Permission
>;

function needsOf(verb: Verb): Permission {
  if (verb === 'status') return 'see';
  const all = [anywhere, ...stateNames.map((is) => definitionOf(is).verbs)].map((rules) => rules[verb]?.needs);
  const told = all.find((needs) => needs !== undefined);
  if (told === undefined) throw new Error(`no state names the verb ${verb}`);
  return typeof told === 'function' ? 'steer' : told;
}
