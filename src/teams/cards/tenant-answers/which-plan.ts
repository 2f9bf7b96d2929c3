import { plansNamed } from '../../../upgrade/plans/plan-names.js';
import { displayName } from '../../../upgrade/plans/plans.js';
import { waysOn } from '../../../upgrade/plans/ways-on.js';
import { leftPlan, sourceFound } from '../pieces/pieces.js';
import type { View } from '../view.js';
import { runUnderWay, type TenantLook, type TenantText } from './tenant-answer.js';

type WhichPlan = { is: 'plan'; sku: string } | { is: 'oneOf'; skus: readonly string[] };

/** The plan a question is about: the one it names, else the one chosen in the run; or those it may mean. */
export function whichPlan(look: TenantLook): WhichPlan {
  const source = leftPlan(look);
  const named = plansNamed(look.question, source);
  const [only] = named;
  if (only && named.length === 1) return { is: 'plan', sku: only };
  const chosen = runUnderWay(look)?.plan;
  if (chosen && (named.length === 0 || named.some((sku) => sku === chosen))) return { is: 'plan', sku: chosen };
  return {
    is: 'oneOf',
    skus: named.length > 0 ? named : waysOn(source, sourceFound(look)?.assigned ?? 0, sourceFound(look)),
  };
}

/** Asks which plan is meant, a button each. */
export function askWhichPlan({ t }: View, topic: 'losses' | 'gains', skus: readonly string[]): TenantText {
  return {
    lines: [t('live.whichPlan')],
    asks: skus.map((sku) => {
      const plan = displayName(sku);
      return { title: plan, question: t(`live.${topic}.ask`, { plan }) };
    }),
  };
}
