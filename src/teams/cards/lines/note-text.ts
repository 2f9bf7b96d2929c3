import { addressSchema } from '../../../upgrade/order/address.js';
import type { Note } from '../note.js';
import { productName } from '../pieces/pieces.js';
import type { RunView } from '../view.js';
import { escapeMarkdown, shortened } from '../words/escape-markdown.js';
import { timeSet } from './appointment.js';
import { passingThen, passingWhat } from './passing.js';

/** The words of the line at the top of a run's card. */
export function noteText(view: RunView, note: Note): string {
  const { t, format } = view;
  switch (note.why) {
    case 'unknownPlan':
      return t('notes.unknownPlan', { plan: escapeMarkdown(note.plan) });
    case 'planNotOffered':
      return t('notes.planNotOffered', { plan: productName(note.plan), reason: t(`blockers.${note.blocker}.cause`) });
    case 'quantityBelowAssigned':
      return t('notes.quantityBelowAssigned', { quantity: note.quantity, assigned: note.assigned });
    case 'quantityBelowOwned':
      return t('notes.quantityBelowOwned', { quantity: note.quantity, owned: note.owned });
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
    case 'passingSeats':
      return t('notes.passingSeats', { what: passingWhat(view, note), result: passingThen(view) });
    case 'tooManyForPilot':
      return t('notes.tooManyForPilot', { count: note.people });
    case 'tooManyNamed':
      return t('notes.tooManyNamed', { most: note.most });
    case 'nobodyCalled':
    case 'severalCalled':
    case 'heldByGroup':
      return t(`notes.${note.why}`, { names: format.list(note.names.map(quotedName)) });
    case 'stillHeld':
      return t('notes.stillHeld', { count: note.people });
    case 'dateInvalid':
      return note.date === '' ? t('notes.dateMissing') : t('notes.dateInvalid', { date: escapeMarkdown(note.date) });
    case 'timeInvalid':
      return note.time === '' ? t('notes.timeMissing') : t('notes.timeInvalid', { time: escapeMarkdown(note.time) });
    case 'timeSkipped':
      return t('notes.timeSkipped', { time: escapeMarkdown(note.time) });
    case 'timeZoneUnknown':
      return note.timeZone === ''
        ? t('notes.timeZoneMissing')
        : t('notes.timeZoneUnknown', { timeZone: escapeMarkdown(note.timeZone) });
    case 'timeTooFar':
      return t('notes.timeTooFar', { count: note.days });
    case 'timeSet':
      return timeSet(view);
    case 'doneBy':
      return t('notes.doneBy', { name: escapeMarkdown(note.name) });
    case 'denied':
      return note.needs === undefined
        ? t('notes.deniedUnknown')
        : t('notes.denied', { needs: escapeMarkdown(note.needs) });
    default:
      return t(`notes.${note.why}`);
  }
}

function fieldName(field: string, t: RunView['t']): string {
  return Object.hasOwn(addressSchema.shape, field) ? t(`checkout.fields.${field}`) : escapeMarkdown(field);
}

/** A name as somebody wrote it, which may be anything. */
const quotedName = (name: string): string => escapeMarkdown(shortened(name, 100));
