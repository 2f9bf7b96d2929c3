import { nothingAlong } from '../../plans/along.js';
import { lacksBeside } from '../../plans/ways-on.js';
import type { PassingReason } from '../../tenant/worth.js';
import type { Refusal } from '../refusal.js';
import type { AuditEntry, RunRecord } from '../shape.js';
import { sourceOf } from '../source-of.js';

/** Taking a purchase that is there to move people to. */

/** A purchase that people can be moved to. */
export type Purchase = {
  /** Graph's id of it. */
  subscriptionId: string;
  sku: string;
  /** Why its seats will not last, and until when they do; left out where they last. */
  because?: PassingReason | undefined;
  until?: string | null | undefined;
  /** Names of the old plan's services that it lacks; left out for the plans Microsoft names as ways on. */
  lacks?: string[] | undefined;
};

/**
 * What somebody has to be told, and to say yes to, before the purchase is taken; undefined where there is nothing. What
 * the chosen plan lacks was read and understood before anything began.
 */
export function doubtAbout(purchase: Purchase, run: RunRecord): Refusal | undefined {
  const { sku, because, until = null } = purchase;
  const passing = because ? { because, until } : null;
  const lacks = lacksOf(purchase, run);
  if (lacks && sku !== run.plan) return { why: 'otherPlan', plan: sku, lacks, passing };
  return passing ? { why: 'passingSeats', ...passing } : undefined;
}

/** What it lacks, where that has to be known: told by the purchase itself, else by the catalogue. */
function lacksOf({ sku, lacks }: Purchase, run: RunRecord): string[] | null {
  return lacks ?? lacksBeside(sku, sourceOf(run).sku);
}

/** What a run keeps of a purchase that was taken. */
export function taking(purchase: Purchase, run: RunRecord) {
  const { subscriptionId, sku, because } = purchase;
  return {
    useSubscriptionId: subscriptionId,
    plan: sku,
    lacks: lacksOf(purchase, run),
    losingTeams: null,
    losing: null,
    along: nothingAlong,
    accepted: because ? [...run.accepted, subscriptionId] : run.accepted,
  };
}

/** The same, for the audit. */
export function aboutTaken({ subscriptionId, sku, lacks }: Purchase): AuditEntry['details'] {
  return { subscription: subscriptionId, ...(lacks ? { plan: sku, lacks: lacks.join(', ') } : {}) };
}
