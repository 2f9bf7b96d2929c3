import type { BlockerId } from '../../../upgrade/tenant/blockers.js';
import type { View } from '../view.js';

/** The messages that Microsoft documents for an Upgrade tab without plans, in the order of its page. */
export const documentedMessages = [
  'MORE_USERS_THAN_LICENSES',
  'NOT_PROVISIONED_OR_UNHEALTHY',
  'OTHER_UPGRADE_OR_CREDIT_CHECK_PENDING',
  'NOT_ELIGIBLE',
  'MULTIPLE_PLANS_SAME_PRODUCT',
  'PREPAID',
  'GOV_OR_NONPROFIT',
  'TEMPORARY_ISSUE',
  'TARGET_NOT_SUPPORTED',
  'HAS_ADDON',
  'UNPAID_BALANCE',
  'UNKNOWN_MESSAGE',
] as const satisfies readonly BlockerId[];

/** Microsoft's own sentence for a blocker; undefined when it documents none. */
export function documentedMessage({ t }: View, id: BlockerId): string | undefined {
  const known: readonly BlockerId[] = documentedMessages;
  return known.includes(id) && id !== 'UNKNOWN_MESSAGE' ? t(`tab.messages.${id}`) : undefined;
}
