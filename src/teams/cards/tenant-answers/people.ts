import type { SourceFound } from '../../../upgrade/tenant/assessment.js';
import { people, productName } from '../pieces/pieces.js';
import type { View } from '../view.js';
import { runUnderWay, type TenantLook, type TenantText } from './tenant-answer.js';

/** How many people hold the old plan and would move; and how many hold the new one already, while they are moved. */
export function peopleWhoMove(view: View, look: TenantLook, source: SourceFound): TenantText {
  const { t } = view;
  const plan = runUnderWay(look)?.plan;
  const moved = look.facts.skus.find(({ sku }) => sku === plan)?.assigned ?? 0;
  const held = (sku: string, count: number) =>
    t('live.people.hold', { plan: productName(sku), people: people(count, view) });
  return {
    lines: [
      source.assigned > 0
        ? held(source.sku, source.assigned)
        : t('live.people.none', { plan: productName(source.sku) }),
      ...(plan && moved > 0 ? [held(plan, moved)] : []),
      ...(source.assigned > 0 ? [t('live.people.all')] : []),
    ],
  };
}
