import { z } from 'zod';
import { canByApi } from '../../order/commerce-forms.js';
import { targetSkus } from '../../plans/plans.js';
import type { Assessment } from '../../tenant/assessment.js';
import { manualAllowed } from '../../tenant/manual-allowed.js';
import { state } from '../definition.js';
import { amend, becomes, raiseNotice, to } from '../record.js';
import { choosePlan } from '../rules/choose-plan.js';
import { notNow, refuse } from '../rules/refuse.js';
import { stop } from '../rules/stop.js';
import type { In, RunRecord } from '../shape.js';
import { blockersLookedAtAgain, hour, lookAgainAt } from '../waiting.js';

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
        if (run.assessment.is !== 'blocked') return notNow;
        // What an admin read on the tab, only an admin can see go.
        if (mayBeReported(run)) return refuse({ why: 'notByApi' });
        const nextAt = blockersLookedAtAgain(run.assessment.blockers, asked.now);
        return becomes(run, asked, { is: 'assessed', nextAt });
      },
    },
    reportTab: {
      needs: 'steer',
      decide(run, asked) {
        if (!mayBeReported(run) || run.assessment.is === 'noSource') return notNow;
        const { tab, message = '' } = asked.command;
        const { readAt, source } = run.assessment;
        const assessment: Assessment =
          tab === 'plans'
            ? { is: 'available', readAt, source, plans: [...targetSkus], refused: [] }
            : { is: 'blocked', readAt, source, blockers: [{ id: tab, evidence: { is: 'reported', message } }] };
        return becomes(run, asked, { is: 'assessed' }, { assessment }, { tab });
      },
    },
    upgradeManually: {
      needs: 'steer',
      decide: (run, asked) =>
        manualAllowed(run.assessment) ? becomes(run, asked, { is: 'choosingPlan' }, { path: 'manual' }) : notNow,
    },
    choosePlan,
    stop,
  },
  findings: {
    /** The tenant was looked at again for somebody who watches a blocker. */
    assessment(run, { assessment }, now) {
      if (run.state.nextAt === undefined) return run;
      if (assessment.is === 'blocked') {
        const nextAt = blockersLookedAtAgain(assessment.blockers, now);
        return amend(run, { assessment, state: { ...run.state, nextAt } });
      }
      const patch = { assessment };
      const cleared = to(run, { is: 'assessed' }, now, 'blockerCleared', patch, { is: assessment.is });
      return raiseNotice(cleared, 'blockerCleared', now);
    },
    problem: lookedInVain,
    defect: lookedInVain,
  },
});

const cardOf = {
  available: 'upgrade-available',
  blocked: 'upgrade-blocked',
  askTheAdmin: 'what-does-the-tab-show',
  notDirect: 'not-direct',
  noSource: 'no-source',
} as const satisfies Record<Assessment['is'], string>;

/** The answer's card, whatever state the run is in. */
export const cardOfAnswer = ({ assessment }: Pick<RunRecord, 'assessment'>) => cardOf[assessment.is];

/** Nothing could be seen: it is looked at again later. */
function lookedInVain(run: In<Assessed>, _found: unknown, now: Date): In<Assessed> {
  if (run.state.nextAt === undefined) return run;
  const nextAt = lookAgainAt(now.toISOString(), now, { atLeast: hour, atMost: hour });
  return amend(run, { state: { ...run.state, nextAt } });
}

/** Whether what the Upgrade tab shows is the admin's to say: the commerce has no API for it, and Graph no objection. */
function mayBeReported({ commerce, assessment }: RunRecord): boolean {
  if (canByApi[commerce].upgrade) return false;
  if (assessment.is === 'askTheAdmin' || assessment.is === 'available') return true;
  return assessment.is === 'blocked' && assessment.blockers.every((blocker) => blocker.evidence.is === 'reported');
}
