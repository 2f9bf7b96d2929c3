import { addressSchema } from '../../../upgrade/order/address.js';
import type { Note } from '../note.js';
import type { RunView } from '../view.js';
import { escapeMarkdown } from '../words/escape-markdown.js';

/** Why cart or checkout stay as they are. */
type OrderNote = Extract<
  Note,
  {
    why:
      | 'quantityBelowAssigned'
      | 'quantityBelowOwned'
      | 'writeQuantity'
      | 'quantityTooLarge'
      | 'addressField'
      | 'invoiceBelowThreshold'
      | 'termNotSold'
      | 'paymentNotOffered';
  }
>;

/** The words of the line at the top of cart and checkout where something was not taken. */
export function orderNote({ t, format }: RunView, note: OrderNote): string {
  switch (note.why) {
    case 'quantityBelowAssigned':
      return t('notes.quantityBelowAssigned', { quantity: note.quantity, assigned: note.assigned });
    case 'quantityBelowOwned':
      return t('notes.quantityBelowOwned', { quantity: note.quantity, owned: note.owned });
    case 'writeQuantity':
      return t('notes.writeQuantity', { quantity: note.quantity, assigned: note.assigned });
    case 'quantityTooLarge':
      return t('notes.quantityTooLarge', { maximum: note.maximum });
    case 'addressField':
      return t(`notes.addressField.${note.problem}`, { field: fieldName(note.field, t) });
    case 'invoiceBelowThreshold':
      return t('notes.invoiceBelowThreshold', {
        amount: format.money({ minor: note.thresholdMinor, currency: note.currency }),
      });
    case 'termNotSold':
      return t('notes.termNotSold', {
        term: t(`term.${note.term}`),
        cycle: t(`billingCycle.${note.billingCycle}`),
      });
    case 'paymentNotOffered':
      return t('notes.paymentNotOffered', { payment: t(`payment.${note.payment}`) });
    default:
      return note satisfies never;
  }
}

function fieldName(field: string, t: RunView['t']): string {
  return Object.hasOwn(addressSchema.shape, field) ? t(`checkout.fields.${field}`) : escapeMarkdown(field);
}
