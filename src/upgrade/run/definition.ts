import type { z } from 'zod';
import type { Limits } from '../order/care.js';
import type { Offer } from '../order/offer.js';
import type { Money } from '../order/order.js';
import type { Payer } from '../order/payer.js';
import type { Actor, Permission, Role } from '../tenant/roles.js';
import type { Command, Verb } from './commands.js';
import type { Found } from './found.js';
import type { LosingRead } from './losing.js';
import type { Step } from './path-steps.js';
import type { Refusal } from './refusal.js';
import type { In, RunRecord } from './shape.js';
import type { Part } from './split.js';
import type { BesideFound } from './together.js';

/**
 * What a state is made of. A state is a file in `states/`: its shape, its place on the path, and a rule for each thing
 * that may happen in it. What a state does not name is refused, or changes nothing.
 */

export type AnyState = { is: string };

export type CommandTo<V extends Verb> = Extract<Command, { do: V }>;

/** A command with everything a decision may depend on. */
export type Asked<C extends Command = Command> = {
  command: C;
  actor: Actor;
  roles: readonly Role[];
  /** The revision the person's card showed; undefined for text, which means "as it is now". */
  revision: number | undefined;
  /** The person's time zone (IANA); undefined when their client does not say. */
  timeZone?: string | undefined;
  /** What tells the turn in which it is asked from every other; undefined where nothing does. */
  turnId?: string | undefined;
  now: Date;
  /** A new GUID, for an order's key. */
  newKey: () => string;
  /** Who may pay, when the command needs it and the commerce tells. */
  payers?: readonly Payer[] | undefined;
  /** How the plan can be ordered, when the command needs it and the commerce tells. */
  offer?: Offer | undefined;
  /** What may be bought in the same order, when the command buys and the commerce takes two. */
  beside?: BesideFound | undefined;
  /** Who loses what by the plan, when the command chooses one that has less. */
  losing?: LosingRead | undefined;
  /** Services of the old plan that nobody has switched on, by Microsoft's name, where everybody was read for it. */
  unused?: readonly string[] | undefined;
  /** Who loses what by each of two plans, of those who go there; null where nothing is lost. */
  losingApart?: { first: LosingRead | null; rest: LosingRead | null } | undefined;
  /** Who was named to begin with, when the command names people. */
  named?: Named | undefined;
  /** Who goes to the first of two plans, when the command says so. */
  part?: PartFound | undefined;
  /** The cart's total and the least total that may be paid by invoice, where known. */
  total?: Money | undefined;
  invoiceFrom?: Money | undefined;
  /** Of a cart with two products what each comes to, where known. */
  apart?: { first: Money | undefined; beside: Money | undefined } | undefined;
  /** What the old plan costs for as long, where known. */
  present?: Money | undefined;
  /** Above which amounts more is asked than a click. */
  limits?: Limits | undefined;
};

/** Ids and names of the people who were named, or why they cannot be moved. */
export type Named = { ok: true; ids: string[]; names: string[] } | { ok: false; refusal: Refusal };

/** Those who go to the first of two plans, or why they cannot. */
export type PartFound = { ok: true; part: Part } | { ok: false; refusal: Refusal };

/** What came of a command; `S`: the states it may lead to. */
export type Decision<S = AnyState> =
  | { is: 'changed'; run: In<S> }
  | { is: 'unchanged'; refusal?: Refusal }
  | { is: 'missingRole'; permission: Permission };

/** What a person may do in a state, and what it needs of them. */
export type VerbRule<S, V extends Verb, Next> = {
  needs: Permission | ((run: In<S>) => Permission);
  decide(run: In<S>, asked: Asked<CommandTo<V>>): Decision<Next>;
};

/** What a finding does in a state. */
export type FindingRule<S, F extends Found['found'], Next> = (
  run: In<S>,
  found: Extract<Found, { found: F }>,
  now: Date,
) => In<Next>;

export type VerbRulesOf<S, Next> = { readonly [V in Verb]?: VerbRule<S, V, Next> };
export type FindingRulesOf<S, Next> = { readonly [F in Found['found']]?: FindingRule<S, F, Next> };

/** What works or waits for Microsoft always has an answer to trouble. */
type FindingRules<S, Next> = S extends { nextAt: string }
  ? FindingRulesOf<S, Next> & Required<Pick<FindingRulesOf<S, Next>, 'problem' | 'defect'>>
  : FindingRulesOf<S, Next>;

type Used = 'groups' | 'commerce';

export type Definition<S extends AnyState, Next> = {
  schema: z.ZodType<S>;
  /** Which step of each path it is; where that hangs on more than the state, a function. */
  step: { automatic: Step; manual: Step } | ((run: In<S>) => Step);
  /** The card that shows it, by its id. */
  card: string | ((run: RunRecord) => string);
  /** What whoever takes the next step must be allowed; undefined while nothing waits for a person. */
  needs: Permission | undefined | ((run: In<S>) => Permission | undefined);
  /** What a person may do. A verb that is not named is refused. */
  verbs: VerbRulesOf<S, Next>;
  /** What the engine's findings do. One that is not named changes nothing. */
  findings: FindingRules<S, Next>;
  /** What the work in it reads or changes beside people: looked for when a permission was missing. */
  uses?: readonly Used[] | ((run: RunRecord) => readonly Used[]);
  /** The run has come to an end. */
  ends?: true;
};

/** A definition as code sees it that does not know which state it is: its rules take only runs in their own state. */
export type AnyDefinition<S extends AnyState> = Omit<Definition<S, S>, 'findings'> & { findings: FindingRulesOf<S, S> };

/**
 * Defines a state of the shape `S`.
 * @example export const cart = state<Cart>()({ schema, step, card: 'cart', needs: 'buy', verbs: { … }, findings: {} });
 */
export function state<S extends AnyState>() {
  return <const D extends Definition<S, AnyState>>(definition: D): D => definition;
}
