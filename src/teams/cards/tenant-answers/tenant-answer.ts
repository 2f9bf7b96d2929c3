import type { PriceList } from '../../../upgrade/order/price-list.js';
import { isOver, type Run } from '../../../upgrade/run/run.js';
import type { Assessment } from '../../../upgrade/tenant/assessment.js';
import type { TenantFacts } from '../../../upgrade/tenant/facts.js';
import type { Role } from '../../../upgrade/tenant/roles.js';
import type { Fact } from '../pieces/pieces.js';
import type { RunContext } from '../run-context.js';

/** What can be told of a person's own tenant beside the general answer to a question. */

/** What is computed from what was read of the tenant. */
export const factTopics = [
  'people',
  'creditCheck',
  'canUpgrade',
  'losses',
  'gains',
  'seats',
  'addOns',
  'renewal',
  'price',
] as const;
type FactTopic = (typeof factTopics)[number];
/** What is told of the tenant's run, under way or the last one. */
export const runTopics = ['progress', 'failures', 'finish', 'billed', 'stopping', 'undoing', 'told'] as const;
export type RunTopic = (typeof runTopics)[number];
export type Topic = FactTopic | RunTopic | 'whoCan';

export const isRunTopic = (topic: Topic): topic is RunTopic => (runTopics as readonly Topic[]).includes(topic);

export type NamedColleague = { name: string; role: Role };

/** A tenant as it was read for one question. */
export type TenantLook = {
  /** The question as it was asked, for the plan it names. */
  question: string;
  facts: TenantFacts;
  assessment: Assessment;
  /** The tenant's open run, else its latest one. */
  run: Run | undefined;
  prices: PriceList | undefined;
};

export type TenantAnswer =
  /** The person may not see the tenant: they learn which roles may. */
  | { is: 'notAllowed' }
  /** Microsoft did not answer, or not in time. */
  | { is: 'unreadable' }
  | { is: 'whoCan'; buy: readonly NamedColleague[]; assign: readonly NamedColleague[] }
  | { is: 'noRun' }
  | { is: 'run'; topic: RunTopic; run: Run; context: RunContext }
  | { is: 'facts'; topic: FactTopic; look: TenantLook };

/** What is said of the tenant: sentences (Markdown escaped), figures, and ways to go on. */
export type TenantText = {
  lines: readonly string[];
  facts?: readonly Fact[];
  /** Questions to choose from, as buttons. */
  asks?: readonly { title: string; question: string }[];
  /** The button that goes on from here. */
  goOn?: 'check' | 'status';
};

/** The tenant's run while it is under way. */
export function runUnderWay({ run }: { run: Run | undefined }): Run | undefined {
  return run && !isOver(run) ? run : undefined;
}
