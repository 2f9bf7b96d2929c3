import type { Assessment } from '../../../upgrade/tenant/assessment.js';
import { blockerFacts } from '../../../upgrade/tenant/blocker-facts.js';
import type { Blocker, BlockerId } from '../../../upgrade/tenant/blockers.js';
import { manualAllowed } from '../../../upgrade/tenant/manual-allowed.js';
import { rolesThatMay } from '../../../upgrade/tenant/roles.js';
import { evidenceText } from '../pieces/evidence.js';
import { canGoManually, duration, type Fact, productName } from '../pieces/pieces.js';
import type { Draft, RunView, View } from '../view.js';

/** From this many on, each blocker is told in fewer words, so that the card stays small enough to be sent. */
const many = 6;

/** Every blocker: cause, evidence, remedy, who clears it and when to look again. */
export function upgradeBlockedCard(view: RunView, assessment: Extract<Assessment, { is: 'blocked' }>): Draft {
  const { t, run } = view;
  const { source, blockers } = assessment;
  const plan = productName(source.sku);
  const manual = canGoManually(run);
  const mayGoManually = manualAllowed(assessment);
  const watching = run.state.is === 'assessed' ? run.state.nextAt : undefined;
  const brief = blockers.length >= many;
  return {
    id: 'upgrade-blocked',
    title: titleOf(view, blockers),
    data: {
      intro: t('upgradeBlocked.intro', { plan, seats: source.seats, assigned: source.assigned }),
      blockers: blockers.map((blocker) => ({
        title: t(`blockers.${blocker.id}.title`),
        evidence: evidenceText(view, blocker, brief ? 120 : 500),
        lines: [
          ...(brief ? [] : [t(`blockers.${blocker.id}.cause`)]),
          remedy(view, blocker.id, mayGoManually),
          ...forGood(view, blocker.id),
        ],
        facts: whoAndWhen(view, blocker.id, assessment.readAt),
        pages: blockerFacts[blocker.id].links
          .slice(0, 1)
          .map((id) => ({ title: t(`links.${id}`), url: view.page(id) })),
      })),
      watching: watching === undefined ? [] : [t('upgradeBlocked.watching', { at: view.format.moment(watching) })],
      canWatch: watching === undefined && blockers.some(mayClear),
      way: mayGoManually ? t('upgradeBlocked.manual') : waitFirst(view, blockers),
      manual,
    },
  };
}

/** "Right now" only of what may pass. */
function titleOf({ t }: RunView, blockers: readonly Blocker[]): string {
  const isForGood = blockers.length === 1 && blockers.every(({ id }) => blockerFacts[id].clearedBy === 'nobody');
  return isForGood ? t('upgradeBlocked.titleForGood') : t('upgradeBlocked.title', { count: blockers.length });
}

const forGood = ({ t }: RunView, id: BlockerId): string[] =>
  blockerFacts[id].clearedBy === 'nobody' ? [t('upgradeBlocked.notWorth')] : [];

/** Remedies that name the manual way, which another reason on the card may rule out. */
const withoutManual: Partial<Record<BlockerId, string>> = {
  NOT_ELIGIBLE: 'support',
  UNKNOWN_MESSAGE: 'support',
  GOV_OR_NONPROFIT: 'support',
  PREPAID: 'support',
  MULTIPLE_PLANS_SAME_PRODUCT: 'onePlan',
  TARGET_NOT_SUPPORTED: 'anotherPlan',
  HAS_ADDON: 'removeAddOn',
  TRIAL: 'buyTrial',
};

function remedy({ t }: RunView, id: BlockerId, mayGoManually: boolean): string {
  const instead = mayGoManually ? undefined : withoutManual[id];
  return instead === undefined ? t(`blockers.${id}.remedy`) : t(`upgradeBlocked.instead.${instead}`);
}

/** That the manual way is closed too, and which reasons close it. */
export function waitFirst({ t, format }: View, blockers: readonly Blocker[]): string {
  const reasons = blockers.filter(({ id }) => !blockerFacts[id].manual).map(({ id }) => t(`blockers.${id}.title`));
  return t('upgradeBlocked.waitFirst', {
    reasons: format.list(reasons.map((title) => t('common.quoted', { text: title }))),
  });
}

function whoAndWhen(view: RunView, id: BlockerId, readAt: string): Fact[] {
  const { t, format } = view;
  const { clearedBy, permission } = blockerFacts[id];
  // Nobody does anything about it, and looking again is no use.
  if (clearedBy === 'nobody') return [];
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
  const { lookAgainMinutes } = blockerFacts[id];
  if (lookAgainMinutes === null) return t('upgradeBlocked.whenDone');
  const at = new Date(Date.parse(readAt) + lookAgainMinutes * 60_000);
  return t('upgradeBlocked.whenAt', { at: format.moment(at), duration: duration(lookAgainMinutes, view) });
}

/** Whether a look from here could see the blocker gone one day. */
function mayClear({ id, evidence }: Blocker): boolean {
  return evidence.is !== 'reported' && blockerFacts[id].clearedBy !== 'nobody';
}
