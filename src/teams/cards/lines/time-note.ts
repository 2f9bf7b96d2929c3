import type { Note } from '../note.js';
import type { RunView } from '../view.js';
import { escapeMarkdown } from '../words/escape-markdown.js';
import { timeSet } from './appointment.js';

/** What came of choosing a time. */
type TimeNote = Extract<
  Note,
  { why: 'dateInvalid' | 'timeInvalid' | 'timeSkipped' | 'timeZoneUnknown' | 'timeTooFar' | 'timeSet' }
>;

/** The words of the line at the top of a card where a time was set, or could not be. */
export function timeNote(view: RunView, note: TimeNote): string {
  const { t } = view;
  switch (note.why) {
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
    default:
      return note satisfies never;
  }
}
