import { ordering, reassigning, restoring, transition } from '../../../src/upgrade/run/entering.js';
import type { Resume } from '../../../src/upgrade/run/resume.js';
import type { Trouble } from '../../../src/upgrade/run/trouble.js';
import { aFailure, anOrder, at, now, runIn, someWork } from '../../support/runs.js';
import { type CardState, ofRuns, type RunCardState } from './state.js';

/** Whatever a run can need attention for. */

const [audio, skype, teams] = [
  '3e26ee1f-8a5f-4d52-aee2-b81ce45c8f40',
  '0feaeb32-d00e-4d66-bd5a-43b5b83db82c',
  '57ff2da0-773e-42df-b2af-ffb7a2317929',
];
const dependencyText = `License assignment failed because service plan ${audio} depends on the service plan(s) ${skype},${teams}`;

const troubles: Record<string, Trouble> = {
  orderDeclined: { is: 'orderDeclined', code: '800002', text: 'The credit check did not pass.' },
  'orderDeclined for want of the agreement': {
    is: 'orderDeclined',
    code: '13605',
    text: 'The customer must accept the Microsoft Customer Agreement.',
    remedy: 'agreement',
  },
  'orderDeclined, bought elsewhere': { is: 'orderDeclined', code: '20002', text: '', remedy: 'seller' },
  'orderDeclined, the operator’s': { is: 'orderDeclined', code: '900149', text: 'Not enrolled.', remedy: 'operator' },
  orderUnsettled: { is: 'orderUnsettled', since: at },
  denied: { is: 'denied', needs: 'LicenseAssignment.ReadWrite.All' },
  'denied something unknown': { is: 'denied', needs: null },
  'denied, the operator’s': { is: 'denied', needs: 'Partner Center: GDAP', mendedBy: 'operator' },
  refused: { is: 'refused', code: '800009', text: '' },
  'transition overdue': { is: 'overdue', what: 'transition', since: at },
  'creditCheck overdue': { is: 'overdue', what: 'creditCheck', since: at },
  'review overdue': { is: 'overdue', what: 'review', since: at },
  'provisioning overdue': { is: 'overdue', what: 'provisioning', since: at },
  'cancel overdue': { is: 'overdue', what: 'cancel', since: at },
  stillHeld: { is: 'stillHeld', users: 3, groups: 1 },
  oldPlanEnded: { is: 'oldPlanEnded' },
  'groups left behind': { is: 'groupsLeft', groups: 2, people: 0, mayNotReprocess: false },
  'people left behind in groups': { is: 'groupsLeft', groups: 1, people: 3, mayNotReprocess: false },
  'people who may not be processed again': { is: 'groupsLeft', groups: 0, people: 1, mayNotReprocess: true },
  'role lost': { is: 'askedAnew', because: 'roleLost', by: 'Adele Vance' },
  'decided too long ago': { is: 'askedAnew', because: 'tooLongAgo', by: 'Adele Vance' },
  unexpected: { is: 'unexpected', text: 'A surprise.' },
};

/** Where a run is when it meets each. */
function resumeAfter(trouble: Trouble): Resume {
  const began = new Date(at);
  switch (trouble.is) {
    case 'orderDeclined':
      return { is: 'checkout' };
    case 'orderUnsettled':
    case 'unexpected':
      return sent(began);
    case 'refused':
      return ordering(began);
    case 'denied':
    case 'askedAnew':
    case 'newPlanNotReady':
      return { ...reassigning(began, 0), only: [] };
    case 'overdue':
      return overdueIn(trouble.what, began);
    case 'groupsLeft':
      return restoring(began, { is: 'ended' });
    case 'stillHeld':
    case 'oldPlanEnded':
      return { is: 'manualReassign' };
    default:
      return trouble satisfies never;
  }
}

/** An order that has left. */
const sent = (began: Date): Resume => ({ ...ordering(began), sent: true, sends: 1, sentAt: at });

const canceling: Resume = {
  is: 'cancelling',
  since: at,
  nextAt: at,
  confirmedBy: { id: 'alex', name: 'Alex Wilber' },
  clearSince: null,
  sent: true,
};

function overdueIn(what: Extract<Trouble, { is: 'overdue' }>['what'], began: Date): Resume {
  switch (what) {
    case 'transition':
      return transition(25, began);
    case 'cancel':
      return canceling;
    default:
      return sent(began);
  }
}

const hasOrder = (resume: Resume): boolean => resume.is === 'ordering' && resume.sent;

const inTrouble = ([name, trouble]: [string, Trouble]): RunCardState => ({
  name: `trouble ${name}`,
  run: {
    ...runIn.needsAttention(),
    ...(hasOrder(resumeAfter(trouble)) ? { order: anOrder() } : {}),
    state: { is: 'needsAttention', since: at, trouble, resume: resumeAfter(trouble) },
  },
});

export const needingAttention: CardState[] = [
  ...Object.entries(troubles).map(inTrouble),
  ...ofRuns({
    'trouble while canceling': {
      ...runIn.needsAttention(),
      reassign: someWork({ failures: [aFailure()] }),
      state: {
        is: 'needsAttention',
        since: at,
        trouble: { is: 'refused', code: '1', text: 'No.' },
        resume: canceling,
      },
    },
    'trouble with groups after an upgrade': {
      ...runIn.restoring(),
      restore: someWork({
        failures: [
          aFailure({ reason: 'dependency', text: dependencyText }),
          aFailure({ id: 'sales', name: 'Sales', of: 'group', reason: 'other', text: '', services: [teams] }),
        ],
      }),
      state: {
        is: 'needsAttention',
        since: at,
        trouble: { is: 'groupsLeft', groups: 1, people: 1, mayNotReprocess: false },
        resume: { is: 'restoring', since: at, nextAt: at, oldPlan: null, groups: true, tries: 1 },
      },
    },
    'trouble before an order that did not leave': {
      ...runIn.needsAttention(),
      order: anOrder(),
      state: {
        is: 'needsAttention',
        since: at,
        trouble: { is: 'denied', needs: 'Partner Center: App+User', mendedBy: 'operator' },
        resume: { ...ordering(now), sent: false },
      },
    },
    'trouble with an order by hand': { ...runIn.needsAttention(), path: 'manual', order: null },
    'trouble after buying': { ...runIn.needsAttention(), useSubscriptionId: 'owned-1' },
  }),
];
