import type { EventName } from '../../../upgrade/run/events.js';
import { isAskedBack, type Note } from '../note.js';
import { oldPlan, productName } from '../pieces/pieces.js';
import type { RunView } from '../view.js';
import { escapeMarkdown, quotedName } from '../words/escape-markdown.js';
import { askedFirst, endingWords } from './asked-first.js';
import { orderNote } from './order-note.js';
import { whatToKnow } from './other-plan.js';
import { passingThen, passingWhat } from './passing.js';
import { planNote } from './plan-note.js';
import { isSplitNote, splitNote } from './split-note.js';
import { notNow } from './standing.js';
import { timeNote } from './time-note.js';

/** The words of the line at the top of a run's card. */
export function noteText(view: RunView, note: Note): string {
  const { t, format } = view;
  if (isAskedBack(note.why)) return askedFirst(view, note.why);
  if (isSplitNote(note)) return splitNote(view, note);
  switch (note.why) {
    case 'notNow':
      return notNow(view, note.verb);
    case 'askWhichEnd':
      return t('notes.askWhichEnd', { plan: oldPlan(view.run), ...endingWords(view) });
    case 'unknownPlan':
    case 'planNotOffered':
    case 'samePlan':
    case 'otherMarket':
    case 'retired':
    case 'tooManySeats':
    case 'tooFewSeats':
    case 'oneAtATime':
      return planNote(view, note);
    case 'quantityBelowAssigned':
    case 'quantityBelowOwned':
    case 'writeQuantity':
    case 'quantityTooLarge':
    case 'addressField':
    case 'invoiceBelowThreshold':
    case 'termNotSold':
    case 'paymentNotOffered':
      return orderNote(view, note);
    case 'passingSeats':
      return t('notes.passingSeats', { what: passingWhat(view, note), result: passingThen(view) });
    case 'otherPlan':
      return otherPlan(view, note);
    case 'givesLess':
      return t('notes.givesLess', {
        plan: productName(note.plan),
        what: format.list(note.less.map((kind) => t(`otherPlans.less.${kind}`))),
      });
    case 'tooManyForPilot':
    case 'tooManyNamed':
    case 'nobodyCalled':
    case 'severalCalled':
    case 'heldByGroup':
    case 'stillHeld':
      return peopleNote(view, note);
    case 'dateInvalid':
    case 'timeInvalid':
    case 'timeSkipped':
    case 'timeZoneUnknown':
    case 'timeTooFar':
    case 'timeSet':
      return timeNote(view, note);
    case 'changedSince':
      return changedSince(view, note);
    case 'countryUnknown':
      return t('notes.countryUnknown', { country: quotedName(note.country) });
    case 'doneBy':
      return t('notes.doneBy', { name: escapeMarkdown(note.name) });
    case 'denied':
      return denied(view, note.needs);
    default:
      return t(`notes.${note.why}`);
  }
}

/** What people do to a run by a button of a name of its own. */
const titled: readonly (EventName | null)[] = [
  ...(['acknowledge', 'upgradeManually', 'updateCart', 'goToCheckout', 'backToCart', 'placeOrder', 'buyNew'] as const),
  ...(['buyByHand', 'taskDone', 'reassign', 'retryFailed', 'undo', 'cancelOld', 'keepOld', 'pause', 'resume'] as const),
  ...(['backToVerify', 'retry', 'schedule', 'unschedule', 'startNow', 'setLocation'] as const),
];

function changedSince({ t, run }: RunView, { by, what }: Extract<Note, { why: 'changedSince' }>): string {
  if (by === null) return t('notes.changedSince');
  const name = escapeMarkdown(by);
  if (!titled.includes(what)) return t('notes.changedSinceBy', { name });
  return t('notes.changedSinceWhat', { name, what: t(`verbs.${what}`, { plan: oldPlan(run) }) });
}

/** What is to be known of a plan that was not chosen, and how it is taken all the same. */
function otherPlan(view: RunView, { plan, lacks, passing }: Extract<Note, { why: 'otherPlan' }>): string {
  const { t, run } = view;
  const what = [
    ...whatToKnow(view, { sku: plan, lacks, because: passing?.because, until: passing?.until }),
    ...(passing ? [passingThen(view)] : []),
  ];
  const button = t(run.state.is === 'adminTask' ? 'otherPlans.take' : 'verbs.useAnyway');
  return t('notes.otherPlan', { plan: productName(plan), what: what.join(' '), button });
}

type Of<Why extends Note['why']> = Extract<Note, { why: Why }>;
type PeopleNote = Of<
  'tooManyForPilot' | 'tooManyNamed' | 'nobodyCalled' | 'severalCalled' | 'heldByGroup' | 'stillHeld'
>;

/** Why the people who were named, or so many, are not moved. */
function peopleNote({ t, format }: RunView, note: PeopleNote): string {
  if (note.why === 'tooManyNamed') return t('notes.tooManyNamed', { most: note.most });
  if ('people' in note) return t(`notes.${note.why}`, { count: note.people });
  const names = note.names.map(quotedName);
  return t(`notes.${note.why}`, { names: note.why === 'nobodyCalled' ? format.either(names) : format.list(names) });
}

function denied({ t }: RunView, needs: Of<'denied'>['needs']): string {
  return needs === undefined ? t('notes.deniedUnknown') : t('notes.denied', { needs: escapeMarkdown(needs) });
}
