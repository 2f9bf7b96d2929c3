import type { Refusal } from '../upgrade/run/refusal.js';
import type { Run } from '../upgrade/run/run.js';
import type { Assessment } from '../upgrade/tenant/assessment.js';
import type { TenantFacts } from '../upgrade/tenant/facts.js';
import type { Actor, Permission, Role } from '../upgrade/tenant/roles.js';
import type { SourceChoice, Unknown } from '../upgrade/tenant/sources.js';

/** Who asks: the person, and the roles they hold as read from Graph for this action. */
export type Asker = {
  actor: Actor;
  roles: readonly Role[];
  /** IANA name; undefined when their client does not say. */
  timeZone?: string | undefined;
  /** What tells the turn in which they ask from every other, also after a restart. */
  turnId?: string | undefined;
};

/** What came of asking something of a tenant's run. */
export type Reply =
  /** The run as it is now; `refusal` says why nothing changed. */
  | { is: 'run'; run: Run; refusal?: Refusal }
  /** The tenant has nothing to upgrade; no run was opened. */
  | { is: 'nothingToUpgrade'; assessment: Assessment; unknown: Unknown }
  /** Several plans can be upgraded, or none that is called as was `said`; no run was opened. */
  | {
      is: 'whichSource';
      said?: string | undefined;
      sources: readonly SourceChoice[];
      unknown: Unknown;
      country: string | null;
    }
  | { is: 'missingRole'; permission: Permission }
  /** Microsoft has not answered in time; `later` resolves with the answer (never rejects, never `stillLooking`). */
  | { is: 'stillLooking'; later: Promise<Reply> }
  /** Microsoft could not be read. Nothing changed. */
  | { is: 'unreachable' }
  /** The app lacks a permission or consent in the tenant. */
  | { is: 'denied'; needs: string | undefined }
  /** No such run in this tenant. */
  | { is: 'unknownRun' }
  /** The change could not be kept (disk full); nothing changed. */
  | { is: 'notKept' };

/** Why there is no answer. */
export type Unanswered = Extract<Reply, { is: 'unreachable' | 'denied' | 'notKept' }>;

/** What was read of a tenant for somebody who only asks. */
export type Look =
  | { is: 'looked'; facts: TenantFacts; assessment: Assessment }
  | { is: 'stillLooking'; later: Promise<unknown> }
  | Unanswered;
