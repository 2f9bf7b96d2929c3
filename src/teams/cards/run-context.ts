import type { PriceList } from '../../upgrade/order/price-list.js';
import type { Notice } from '../../upgrade/run/shape.js';
import type { Actor, Permission } from '../../upgrade/tenant/roles.js';
import type { Note } from './note.js';

/** What a card is sent for. A colleague who is asked to take a step learns from whom, and what it needs. */
export type News = {
  what: Notice['what'];
  /** The name of whoever asks; left out: the bot. */
  from?: string | undefined;
  permission?: Permission | undefined;
};

/** The people a run reports to. */
export type NamedFollowers = {
  people: readonly Actor[];
  /** People beyond these. */
  more: number;
  /** Whether the viewer is one of them. */
  you: boolean;
};

/** A colleague who was asked to take a step, and when (ISO); `justNow` when that is what the card is about. */
export type AskedColleague = Actor & { at: string; justNow: boolean };

/** A step that the viewer lacks the role for. */
export type NextStep = {
  permission: Permission;
  asked: readonly AskedColleague[];
  /** People who have the role, where nobody was asked; undefined when that is not known. */
  have: readonly Actor[] | undefined;
};

/** What a run's card says beside the run itself. */
export type RunContext = {
  now: Date;
  prices?: PriceList | undefined;
  /** What came of the last action, in one line. */
  note?: Note | undefined;
  /** What the card is sent for, when it is sent unasked. */
  news?: News | undefined;
  /** Who is told when something happens; left out where that is not known. */
  followers?: NamedFollowers | undefined;
  /** Who takes the next step, when the viewer can't; left out where that is not known. */
  nextStep?: NextStep | undefined;
};
