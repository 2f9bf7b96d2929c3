import type { Note } from '../note.js';
import { productName } from '../pieces/pieces.js';
import type { RunView } from '../view.js';
import { escapeMarkdown } from '../words/escape-markdown.js';

/** Why a plan was not chosen, to go to or to leave. */
type PlanNote = Extract<
  Note,
  {
    why:
      | 'unknownPlan'
      | 'planNotOffered'
      | 'samePlan'
      | 'otherMarket'
      | 'retired'
      | 'tooManySeats'
      | 'tooFewSeats'
      | 'oneAtATime';
  }
>;

/** The words of the line at the top of a card where the plan that was asked for can't be had. */
export function planNote({ t }: RunView, note: PlanNote): string {
  const plan = productName('plan' in note ? note.plan : note.source);
  switch (note.why) {
    case 'unknownPlan':
      return t('notes.unknownPlan', { plan: escapeMarkdown(note.plan) });
    case 'planNotOffered':
      return t('notes.planNotOffered', { plan, reason: t(`blockers.${note.blocker}.cause`) });
    case 'samePlan':
    case 'otherMarket':
    case 'retired':
      return t(`notes.${note.why}`, { plan, source: productName(note.source) });
    case 'tooManySeats':
      return t('notes.tooManySeats', { plan, seats: note.seats, most: note.most });
    case 'tooFewSeats':
      return t('notes.tooFewSeats', { plan, seats: note.seats, least: note.least });
    case 'oneAtATime':
      return t('notes.oneAtATime', { plan });
    default:
      return note satisfies never;
  }
}
