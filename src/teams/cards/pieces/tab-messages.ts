import type { BlockerId } from '../../../upgrade/tenant/blockers.js';
import type { View } from '../view.js';

/** The messages that Microsoft documents for an Upgrade tab without plans, in the order of its page. */
const documentedMessages = [
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

/** What Graph shows not to be so, where the admin is asked: these are not offered, and understood all the same. */
const ruledOut: readonly BlockerId[] = [
  'MORE_USERS_THAN_LICENSES',
  'MULTIPLE_PLANS_SAME_PRODUCT',
  'GOV_OR_NONPROFIT',
  'UNKNOWN_MESSAGE',
];

/** The messages that are left to choose from; one that Microsoft does not document is written. */
export const possibleMessages = documentedMessages.filter((id) => !ruledOut.includes(id));

/** Microsoft's own sentence for a blocker; undefined when it documents none. */
export function documentedMessage({ t }: View, id: BlockerId): string | undefined {
  const known: readonly BlockerId[] = documentedMessages;
  return known.includes(id) && id !== 'UNKNOWN_MESSAGE' ? t(`tab.messages.${id}`) : undefined;
}
