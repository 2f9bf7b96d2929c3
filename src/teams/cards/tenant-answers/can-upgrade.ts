import { manualAllowed } from '../../../upgrade/tenant/manual-allowed.js';
import { stepLine } from '../lines/step-line.js';
import { people, productName } from '../pieces/pieces.js';
import { waitFirst } from '../run/upgrade-blocked.js';
import type { View } from '../view.js';
import { noSourceLines } from './no-source.js';
import { runUnderWay, type TenantLook, type TenantText } from './tenant-answer.js';

/** Whether the Upgrade tab can be used now and, if not, what is in the way, a line each. */
export function canUpgrade(view: View, look: TenantLook): TenantText {
  const run = runUnderWay(look);
  const goOn = run ? 'status' : 'check';
  if (run && run.state.is !== 'assessed') {
    return { lines: [view.t('live.canUpgrade.underWay', { step: stepLine(view, run) })], goOn };
  }
  return { lines: answer(view, look), goOn };
}

function answer(view: View, { assessment, facts }: TenantLook): string[] {
  const { t } = view;
  switch (assessment.is) {
    case 'noSource':
      return noSourceLines(view, facts);
    case 'notDirect':
      return [t('live.canUpgrade.notDirect', { plan: productName(assessment.source.sku) })];
    case 'askTheAdmin':
      return [t('live.canUpgrade.askTheAdmin')];
    case 'available': {
      const { sku, assigned } = assessment.source;
      return [t('live.canUpgrade.available', { plan: productName(sku), people: people(assigned, view) })];
    }
    case 'blocked':
      return [
        t('live.canUpgrade.blocked', { count: assessment.blockers.length }),
        ...assessment.blockers.map(({ id }) => `- ${t(`blockers.${id}.title`)}`),
        manualAllowed(assessment) ? t('live.canUpgrade.manual') : waitFirst(view, assessment.blockers),
      ];
    default:
      return assessment satisfies never;
  }
}
