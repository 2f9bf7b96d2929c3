import { z } from 'zod';
import { canByApi } from '../../order/commerce-forms.js';
import { waysOn } from '../../plans/ways-on.js';
import type { Assessment } from '../../tenant/assessment.js';
import { fewHours } from '../../tenant/blocker-facts.js';
import { manualAllowed } from '../../tenant/manual-allowed.js';
import { state } from '../definition.js';
import { amend, becomes, raiseNotice, to } from '../record.js';
import { choosePlan } from '../rules/choose-plan.js';
import { lookLater } from '../rules/look-later.js';
import { notNow, refuse } from '../rules/refuse.js';
import { splitPeople } from '../rules/split-people.js';
import { stop } from '../rules/stop.js';
import type { RunRecord } from '../shape.js';
import { sourceOf } from '../source-of.js';
import { blockersLookedAtAgain } from '../waiting.js';

/** The answer to "can I use the Upgrade tab?" is on the table. */

const schema = z.object({
  is: z.literal('assessed'),
  /** When to look whether the blockers have cleared; left out when nobody asked for it. */
  nextAt: z.string().optional(),
});
type Assessed = z.infer<typeof schema>;

export const assessed = state<Assessed>()({
  schema,
  step: { automatic: 'assess', manual: 'assess' },
  card: ({ assessment }) => cardOf[assessment.is],
  needs: ({ assessment }) => (assessment.is === 'blocked' && !manualAllowed(assessment) ? undefined : 'steer'),
  verbs: {
    watch: {
      needs: 'see',
      decide(run, asked) {
        const nextAt = watchedAt(run.assessment, asked.now);
        if (nextAt === undefined) return notNow;
        // What an admin read on the tab, only an admin can see go.
        if (run.assessment.is === 'blocked' && mayBeReported(run)) return refuse({ why: 'notByApi' });
        return becomes(run, asked, { is: 'assessed', nextAt });
      },
    },
    reportTab: {
      needs: 'steer',
      decide(run, asked) {
        if (!mayBeReported(run)) return notNow;
        const { tab, message = '' } = asked.command;
        const { readAt } = run.assessment;
        const source = sourceOf(run);
        const assessment: Assessment =
          tab === 'plans'
            ? {
                is: 'available',
                readAt,
                source,
                plans: [...waysOn(source.sku, source.assigned, source)],
                refused: [],
                warnings: [],
              }
            : {
                is: 'blocked',
                readAt,
                source,
                blockers: [{ id: tab, evidence: { is: 'reported', message } }],
                warnings: [],
              };
        return becomes(run, asked, { is: 'assessed' }, { assessment }, { tab });
      },
    },
    upgradeManually: {
      needs: 'steer',
      decide: (run, asked) =>
        manualAllowed(run.assessment) ? becomes(run, asked, { is: 'choosingPlan' }, { path: 'manual' }) : notNow,
    },
    choosePlan,
    splitPeople,
    stop,
  },
  findings: {
    /** The tenant was looked at again for somebody who watches a blocker. */
    assessment(run, { assessment }, now) {
      if (run.state.nextAt === undefined) return run;
      const nextAt = watchedAt(assessment, now);
      if (nextAt !== undefined) return amend(run, { assessment, state: { ...run.state, nextAt } });
      const patch = { assessment };
      // A look that finds anything in the way is watched on, so all that was there has gone.
      const gone = run.assessment.is === 'blocked' ? run.assessment.blockers.map(({ id }) => id) : [];
      const details = { is: assessment.is, ...(gone.length > 0 ? { gone: gone.join(' ') } : {}) };
      const cleared = to(run, { is: 'assessed' }, now, 'blockerCleared', patch, details);
      return raiseNotice(cleared, 'blockerCleared', now);
    },
    problem: lookLater,
    defect: lookLater,
  },
});

/** When it is looked at again whether what is in the way has gone; undefined when nothing is. */
function watchedAt(assessment: Assessment, now: Date): string | undefined {
  if (assessment.is === 'blocked') return blockersLookedAtAgain(assessment.blockers, now);
  const isWarned = 'warnings' in assessment && assessment.warnings.length > 0;
  return isWarned ? new Date(now.getTime() + fewHours * 60_000).toISOString() : undefined;
}

const cardOf = {
  available: 'upgrade-available',
  blocked: 'upgrade-blocked',
  askTheAdmin: 'what-does-the-tab-show',
  notDirect: 'not-direct',
  noSource: 'no-source',
} as const satisfies Record<Assessment['is'], string>;

/** The answer's card, whatever state the run is in. */
export const cardOfAnswer = ({ assessment }: Pick<RunRecord, 'assessment'>) => cardOf[assessment.is];

/** Whether what the Upgrade tab shows is the admin's to say: the commerce has no API for it, and Graph no objection. */
function mayBeReported({ commerce, assessment }: RunRecord): boolean {
  if (canByApi[commerce].upgrade) return false;
  if (assessment.is === 'askTheAdmin' || assessment.is === 'available') return true;
  return assessment.is === 'blocked' && assessment.blockers.every((blocker) => blocker.evidence.is === 'reported');
}
