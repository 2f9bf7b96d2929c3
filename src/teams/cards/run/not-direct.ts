import type { Assessment } from '../../../upgrade/tenant/assessment.js';
import { productName } from '../pieces/pieces.js';
import type { Draft, RunView } from '../view.js';
import { escapeMarkdown } from '../words/escape-markdown.js';

/** Bought through a partner or volume licensing: whom to contact, and what to tell them. */
export function notDirectCard(
  view: RunView,
  { source, ownerTenantId }: Extract<Assessment, { is: 'notDirect' }>,
): Draft {
  const { t } = view;
  const plan = productName(source.sku);
  const subscription = source.subscriptions.map((one) => escapeMarkdown(one.commerceId ?? one.id)).join(', ');
  return {
    id: 'not-direct',
    title: t('notDirect.title'),
    data: {
      text: t('notDirect.text', { plan }),
      partner: ownerTenantId === null ? [] : [{ title: t('notDirect.partner'), value: escapeMarkdown(ownerTenantId) }],
      ask: t('notDirect.ask', { plan, seats: source.seats, assigned: source.assigned, subscription }),
    },
  };
}
