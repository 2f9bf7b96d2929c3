import type { Assessment } from '../../../upgrade/tenant/assessment.js';
import { blockerFacts } from '../../../upgrade/tenant/blocker-facts.js';
import type { Blocker, BlockerId } from '../../../upgrade/tenant/blockers.js';
import { manualAllowed } from '../../../upgrade/tenant/manual-allowed.js';
import { rolesThatMay } from '../../../upgrade/tenant/roles.js';
import { evidenceText } from '../pieces/evidence.js';
import { canGoManually, duration, type Fact, productName } from '../pieces/pieces.js';
import type { Draft, RunView } from '../view.js';

/** From this many on, each blocker is told in fewer words, so that the card stays small enough to be sent. */
const many = 6;

/** Every blocker: cause, evidence, remedy, who clears it and when to look again. */
export function upgradeBlockedCard(view: RunView, assessment: Extract<Assessment, { is: 'blocked' }>): Draft {
  const { t, run } = view;
  const { source, blockers } = assessment;
  const plan = productName(source.sku);
  const manual = canGoManually(run);
  const way = manualAllowed(assessment) ? 'manual' : 'waitFirst';
  const watching = run.state.is === 'assessed' ? run.state.nextAt : undefined;
  const brief = blockers.length >= many;
  return {
    id: 'upgrade-blocked',
    title: t('upgradeBlocked.title', { count: blockers.length }),
    data: {
      intro: t('upgradeBlocked.intro', { plan, seats: source.seats, assigned: source.assigned }),
      blockers: blockers.map((blocker) => ({
        title: t(`blockers.${blocker.id}.title`),
        evidence: evidenceText(view, blocker, brief ? 120 : 500),
        lines: [...(brief ? [] : [t(`blockers.${blocker.id}.cause`)]), t(`blockers.${blocker.id}.remedy`)],
        facts: whoAndWhen(view, blocker.id, assessment.readAt),
        pages: blockerFacts[blocker.id].links
          .slice(0, 1)
          .map((id) => ({ title: t(`links.${id}`), url: view.page(id) })),
      })),
      watching: watching === undefined ? [] : [t('upgradeBlocked.watching', { at: view.format.moment(watching) })],
      canWatch: watching === undefined && blockers.some(mayClear),
      way: t(`upgradeBlocked.${way}`),
      manual,
    },
  };
}

function whoAndWhen(view: RunView, id: BlockerId, readAt: string): Fact[] {
  const { t, format } = view;
  const { clearedBy, permission } = blockerFacts[id];
  const roles = permission === null ? [] : rolesThatMay(permission).map((role) => t(`roles.${role}`));
  const who =
    roles.length > 0 ? `${t(`clearedBy.${clearedBy}`)} (${format.either(roles)})` : t(`clearedBy.${clearedBy}`);
  return [
    { title: t('upgradeBlocked.who'), value: who },
    { title: t('upgradeBlocked.when'), value: whenToLook(view, id, readAt) },
  ];
}

function whenToLook(view: RunView, id: BlockerId, readAt: string): string {
  const { t, format } = view;
  const { lookAgainMinutes, clearedBy } = blockerFacts[id];
  if (lookAgainMinutes === null)
    return t(clearedBy === 'nobody' ? 'upgradeBlocked.notWorth' : 'upgradeBlocked.whenDone');
  const at = new Date(Date.parse(readAt) + lookAgainMinutes * 60_000);
  return t('upgradeBlocked.whenAt', { at: format.moment(at), duration: duration(lookAgainMinutes, view) });
}

/** Whether a look from here could see the blocker gone one day. */
function mayClear({ id, evidence }: Blocker): boolean {
  return evidence.is !== 'reported' && blockerFacts[id].clearedBy !== 'nobody';
}
