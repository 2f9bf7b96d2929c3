import { leftProduct, product } from '../../../upgrade/plans/plans.js';
import type { Blocker } from '../../../upgrade/tenant/blockers.js';
import type { View } from '../view.js';
import { escapeMarkdown, shortened } from '../words/escape-markdown.js';
import { productName, productNames } from './pieces.js';
import { documentedMessage } from './tab-messages.js';

/** Named at most; a list of every service would bury the card. */
const most = 6;

/** What was read that shows a blocker, in words and figures; each sentence of others at most `longest` characters. */
export function evidenceText(view: View, { id, evidence }: Blocker, longest: number): string {
  const { t, format } = view;
  const quoted = (text: string): string => escapeMarkdown(shortened(text, longest));
  const some = (items: readonly string[]): string => format.list(items.slice(0, most).map(quoted));
  switch (evidence.is) {
    case 'seats': {
      const { assigned, bought } = evidence;
      return t('evidence.seats', { assigned, bought, over: Math.max(assigned - bought, 0) });
    }
    case 'services':
      return t('evidence.services', { names: some(evidence.names) });
    case 'issues':
      return t('evidence.issues', { titles: some(evidence.titles) });
    case 'subscriptions':
      return t('evidence.subscriptions', { count: evidence.count, sku: productName(evidence.sku) });
    case 'addOns':
      return t('evidence.addOns', { skus: productNames(evidence.skus, view) });
    case 'status':
      return t('evidence.status', { status: statusText(view, evidence.status) });
    case 'sku':
      return skuText(view, evidence.sku);
    case 'owner':
      return evidence.tenantId === null
        ? t('evidence.ownerUnknown')
        : t('evidence.ownerKnown', { tenantId: escapeMarkdown(evidence.tenantId) });
    case 'trial':
      return t('evidence.trial');
    case 'reported': {
      const message = evidence.message.trim() === '' ? documentedMessage(view, id) : quoted(evidence.message);
      return message === undefined ? t('evidence.reportedWithoutWords') : t('evidence.reported', { message });
    }
    case 'commerce':
      return evidence.text.trim() === ''
        ? t('evidence.commerceCode', { code: escapeMarkdown(evidence.code) })
        : t('evidence.commerce', { text: quoted(evidence.text) });
    default:
      return evidence satisfies never;
  }
}

/** A plan that the catalogue has under another name only is called by that one too. */
function skuText({ t }: View, sku: string): string {
  const known = leftProduct(sku);
  if (product(sku) !== undefined || known === undefined) return t('evidence.sku', { sku: productName(sku) });
  return t('evidence.skuVariant', { plan: escapeMarkdown(known.displayName), sku: escapeMarkdown(sku) });
}

const statuses = ['Enabled', 'Warning', 'Suspended', 'Deleted', 'LockedOut'];

function statusText({ t }: View, status: string): string {
  return statuses.includes(status) ? t(`status.${status}`) : escapeMarkdown(status);
}
