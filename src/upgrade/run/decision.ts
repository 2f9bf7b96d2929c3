import type { Money } from '../order/order.js';
import type { Parties } from '../ports.js';
import type { Actor, Permission, Role } from '../tenant/roles.js';
import type { Command, Refusal } from './commands.js';
import type { Run, RunState } from './run.js';

/** A command with everything a decision may depend on. */
export type Asked = {
  command: Command;
  actor: Actor;
  roles: readonly Role[];
  /** The revision the person's card showed; undefined for text, which means "as it is now". */
  revision: number | undefined;
  /** The person's time zone (IANA); undefined when their client does not say. */
  timeZone?: string | undefined;
  now: Date;
  /** A new GUID, for an order's key. */
  newKey: () => string;
  /** Who is sold to and billed to on record, when the command needs it and the commerce tells. */
  parties?: Parties | undefined;
  /** Who was named to begin with, when the command names people. */
  named?: Named | undefined;
  /** The cart's total and the least total that may be paid by invoice, where known. */
  total?: Money | undefined;
  invoiceFrom?: Money | undefined;
};

/** Ids of the people who were named, or why they cannot be moved. */
export type Named = { ok: true; ids: string[] } | { ok: false; refusal: Refusal };

export type Decision =
  | { is: 'changed'; run: Run }
  | { is: 'unchanged'; refusal?: Refusal }
  | { is: 'missingRole'; permission: Permission };

/** Changes the run into a state, by the person who asked and in the name of their command. */
export type To = (
  state: RunState,
  more?: Partial<Run>,
  details?: Record<string, string | number | boolean | null>,
) => Decision;

export const refuse = (refusal: Refusal): Decision => ({ is: 'unchanged', refusal });

export const notNow = refuse({ why: 'notNow' });
