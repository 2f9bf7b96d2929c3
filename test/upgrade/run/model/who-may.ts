import type { Verb } from '../../../../src/upgrade/run/commands.js';
import type { Resume } from '../../../../src/upgrade/run/resume.js';
import type { Run } from '../../../../src/upgrade/run/run.js';
import type { Role } from '../../../../src/upgrade/tenant/roles.js';
import type { Happening } from './happenings.js';

/** Who may do what, told beside the rules of the states: buying is for buyers, licences are for those who give them. */

const buyers: readonly Role[] = ['globalAdministrator', 'billingAdministrator'];
const givers: readonly Role[] = ['globalAdministrator', 'licenseAdministrator', 'userAdministrator'];

const buys: readonly Verb[] = [
  'buyNew',
  'buyMore',
  'updateCart',
  'goToCheckout',
  'changeSoldTo',
  'changeBilledTo',
  'changePayment',
  'backToCart',
  'backToVerify',
  'placeOrder',
  'cancelOld',
];
const assigns: readonly Verb[] = ['reassign', 'retryFailed', 'setLocation', 'undo'];
const looks: readonly Verb[] = ['check', 'status', 'watch', 'follow', 'unfollow'];

/** Who may let a run go on after trouble: those whose work goes on; whoever steers, where it only looks or asks. */
function goingOn(resume: Resume): readonly Role[] {
  const isOrder = resume.is === 'preparing' && resume.before === 'order';
  const isSentAnew = resume.is === 'creditCheck' && resume.of === 'account';
  if (isOrder || isSentAnew || ['ordering', 'cancelling'].includes(resume.is)) return buyers;
  return ['restoring', 'locating', 'reassigning', 'undoing'].includes(resume.is) ? givers : [...buyers, ...givers];
}

/** Whether the person has no role for what they ask. */
export function mayNot({ command, roles }: Extract<Happening, { by: 'person' }>, { state }: Run): boolean {
  const verb = command.do;
  const has = (some: readonly Role[]): boolean => roles.some((role) => some.includes(role));
  if (looks.includes(verb)) return roles.length === 0;
  if (buys.includes(verb)) return !has(buyers);
  if (assigns.includes(verb)) return !has(givers);
  if (verb === 'resume' && state.is === 'paused') return !has(givers);
  if (verb === 'retry' && state.is === 'needsAttention') return !has(goingOn(state.resume));
  if (state.is === 'scheduled' && (verb === 'startNow' || verb === 'schedule'))
    return !has(state.begins === 'order' ? buyers : state.begins === 'reassign' ? givers : [...buyers, ...givers]);
  return !has([...buyers, ...givers]);
}
