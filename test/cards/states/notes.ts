import type { Note } from '../../../src/teams/cards/note.js';
import { runIn, someWork } from '../../support/runs.js';
import type { RunCardState } from './state.js';

/** The line at the top of a card: why the last action changed nothing, or who was quicker. */

const plain = [
  ...(['askStop', 'askUndo'] as const),
  ...(['stale', 'notNow', 'notAcknowledged', 'notConfirmed', 'quantityNotANumber', 'nothingChanged'] as const),
  ...(['unknownSubscription', 'notByApi', 'tooLateToStop', 'tooLateToUndo', 'afterAnother', 'nothingToUndo'] as const),
  ...(['stillLooking', 'unreachable', 'notKept', 'rolesUnknown', 'badInput'] as const),
];

const notes: Record<string, Note> = {
  ...Object.fromEntries(plain.map((why): [string, Note] => [why, { why }])),
  unknownPlan: { why: 'unknownPlan', plan: 'NO_SUCH' },
  planNotOffered: { why: 'planNotOffered', plan: 'ENTERPRISEPACK', blocker: 'TARGET_NOT_SUPPORTED' },
  quantityBelowAssigned: { why: 'quantityBelowAssigned', quantity: 3, assigned: 25 },
  quantityBelowOwned: { why: 'quantityBelowOwned', quantity: 3, owned: 25 },
  quantityTooLarge: { why: 'quantityTooLarge', maximum: 10_000_000 },
  'addressField missing': { why: 'addressField', field: 'city', problem: 'missing' },
  'addressField too long': { why: 'addressField', field: 'city', problem: 'tooLong' },
  'addressField invalid': { why: 'addressField', field: 'city', problem: 'invalid' },
  'addressField unheard of': { why: 'addressField', field: 'unheardOf', problem: 'invalid' },
  invoiceBelowThreshold: { why: 'invoiceBelowThreshold', thresholdMinor: 1_000_000, currency: 'SEK' },
  passingSeats: { why: 'passingSeats', because: 'trial', until: '2026-04-01T00:00:00Z' },
  otherPlan: {
    why: 'otherPlan',
    plan: 'Microsoft_365_E5_(no_Teams)',
    lacks: ['MCOVOICECONF', 'TEAMS1'],
    passing: null,
  },
  'otherPlan with nothing lacking, that will not last': {
    why: 'otherPlan',
    plan: 'MICROSOFT_365_E7',
    lacks: [],
    passing: { because: 'grace', until: null },
  },
  givesLess: { why: 'givesLess', plan: 'STANDARDPACK', less: ['mail', 'files', 'teams', 'officeApps'] },
  tooManyForPilot: { why: 'tooManyForPilot', people: 25 },
  tooManyNamed: { why: 'tooManyNamed', most: 200 },
  nobodyCalled: { why: 'nobodyCalled', names: ['Adele Vanse', '[Nils](x)'] },
  severalCalled: { why: 'severalCalled', names: ['Adele Vance'] },
  heldByGroup: { why: 'heldByGroup', names: ['Adele Vance'] },
  stillHeld: { why: 'stillHeld', people: 4 },
  doneBy: { why: 'doneBy', name: 'Megan Bowen' },
  missingRole: { why: 'missingRole', permission: 'buy' },
  dateMissing: { why: 'dateInvalid', date: '' },
  dateInvalid: { why: 'dateInvalid', date: '5/12' },
  timeMissing: { why: 'timeInvalid', time: '' },
  timeInvalid: { why: 'timeInvalid', time: '25:00' },
  timeSkipped: { why: 'timeSkipped', time: '02:30' },
  timeZoneMissing: { why: 'timeZoneUnknown', timeZone: '' },
  timeZoneUnknown: { why: 'timeZoneUnknown', timeZone: 'Mars/Olympus' },
  timePast: { why: 'timePast' },
  timeTooFar: { why: 'timeTooFar', days: 365 },
  'denied something unknown': { why: 'denied', needs: undefined },
  denied: { why: 'denied', needs: 'User.Read.All' },
};

export const withNotes: RunCardState[] = Object.entries(notes).map(([name, note]) => ({
  name: `note ${name}`,
  run: name.startsWith('ask') ? { ...runIn.manualReassign(), reassign: someWork({ done: 5 }) } : runIn.cart(),
  context: { note },
}));
