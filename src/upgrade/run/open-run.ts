import { nothingAlong } from '../plans/along.js';
import type { Commerce } from '../ports.js';
import type { Assessment } from '../tenant/assessment.js';
import type { TenantFacts } from '../tenant/facts.js';
import type { Actor } from '../tenant/roles.js';
import { changed } from './record.js';
import type { Run } from './run.js';

/** What a run is opened with: who asked, and what was read of the tenant for them. */
export type Opening = {
  id: string;
  tenantId: string;
  commerce: Commerce['form'];
  actor: Actor;
  facts: Pick<TenantFacts, 'readAt' | 'organization'>;
  assessment: Assessment;
};

/** A new run, with the answer to "can I" on the table; over at once where somebody else must upgrade the plan. */
export function openRun({ id, tenantId, commerce, actor, facts, assessment }: Opening): Run {
  const at = facts.readAt.toISOString();
  return {
    id,
    tenantId,
    revision: 1,
    commerce,
    openedAt: at,
    openedBy: actor,
    organization: facts.organization,
    assessment,
    path: null,
    plan: null,
    lacks: null,
    losingTeams: null,
    losing: null,
    along: nothingAlong,
    cart: null,
    checkout: null,
    offer: null,
    attested: null,
    attestationAsked: false,
    wanted: null,
    order: null,
    earlierOrders: [],
    seatsToBuy: null,
    growing: null,
    useSubscriptionId: null,
    accepted: [],
    termsOfOld: null,
    toldAt: null,
    snapshot: null,
    decided: null,
    reassign: null,
    located: null,
    pilot: null,
    restore: null,
    undo: null,
    schedule: null,
    handovers: [],
    cancelled: [],
    cancelSent: false,
    followers: [actor.id],
    left: [],
    state: assessment.is === 'notDirect' ? { is: 'handedOver', at } : { is: 'assessed' },
    notices: [],
    noticeSeq: 0,
    holdup: null,
    attempts: 0,
    turns: [],
    audit: [{ at, by: actor, what: 'check', details: { is: assessment.is } }],
  };
}

/** A new look at a run that is still at the question. Cards stay valid where the answer is the same. */
export function reassessed(run: Run, assessment: Assessment, readAt: Date): Run {
  if (run.state.is !== 'assessed') return run;
  if (sameAnswer(run.assessment, assessment)) return { ...run, assessment };
  // Whoever watched a blocker learns of its end here.
  const state = assessment.is === 'blocked' ? run.state : { is: 'assessed' as const };
  const details = { is: assessment.is };
  return { ...changed(run, { assessment }, { at: readAt, by: null, what: 'assessed', details }), state };
}

function sameAnswer(a: Assessment, b: Assessment): boolean {
  const told = (assessment: Assessment) => JSON.stringify({ ...assessment, readAt: '' });
  return told(a) === told(b);
}
