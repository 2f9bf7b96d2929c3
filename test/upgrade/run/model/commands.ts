import { targetSkus } from '../../../../src/upgrade/plans/plans.js';
import type { Command, Verb } from '../../../../src/upgrade/run/commands.js';
import type { CommandTo } from '../../../../src/upgrade/run/definition.js';
import type { Run } from '../../../../src/upgrade/run/run.js';
import type { Dice } from './dice.js';
import { minute } from './spans.js';

/** What a person may say with each verb. A new verb does not compile until it stands here. */

type Said = { [V in Verb]: (run: Run, now: Date, dice: Dice) => CommandTo<V> };

const address = { companyName: 'Contoso', city: 'Stockholm', postalCode: '111 22', country: 'SE' };

/** A date and a time in UTC, so many minutes from now. */
export function inMinutes(minutes: number, now: Date): { date: string; time: string; timeZone: string } {
  const at = new Date(now.getTime() + minutes * minute).toISOString();
  return { date: at.slice(0, 10), time: at.slice(11, 16), timeZone: 'UTC' };
}

const said: Said = {
  check: () => ({ do: 'check' }),
  status: () => ({ do: 'status' }),
  watch: () => ({ do: 'watch' }),
  reportTab: (_run, _now, dice) => ({
    do: 'reportTab',
    tab: dice.one(['plans', 'plans', 'HAS_ADDON', 'UNPAID_BALANCE']),
  }),
  taskDone: (_run, _now, dice) => ({ do: 'taskDone', ...(dice.once(5) ? { renewal: 'off' } : {}) }),
  upgradeManually: () => ({ do: 'upgradeManually' }),
  choosePlan: (_run, _now, dice) => ({ do: 'choosePlan', plan: dice.one([...targetSkus, 'NOSUCHPLAN']) }),
  splitPeople: (_run, _now, dice) => ({
    do: 'splitPeople',
    plan: dice.one([...targetSkus, 'NOSUCHPLAN']),
    rest: dice.one([...targetSkus, '']),
    ...(dice.once(4) ? { count: dice.one([0, 3, 99]) } : { people: 'Adele Vance' }),
  }),
  acknowledge: (_run, _now, dice) => ({ do: 'acknowledge', understood: !dice.once(4) }),
  schedule: (_run, now, dice) => ({ do: 'schedule', ...inMinutes(dice.one([20, 90, 180, 1500, -60]), now) }),
  unschedule: () => ({ do: 'unschedule' }),
  startNow: () => ({ do: 'startNow' }),
  useSubscription: (_run, _now, dice) => ({
    do: 'useSubscription',
    subscription: dice.one(['owned-1', 'bought-Microsoft_365_E5_(no_Teams)', 'bought-STANDARDPACK', 'none']),
    accept: dice.once(2),
  }),
  buyNew: () => ({ do: 'buyNew' }),
  buyMore: () => ({ do: 'buyMore' }),
  buyByHand: () => ({ do: 'buyByHand' }),
  updateCart: (_run, _now, dice) => ({
    do: 'updateCart',
    quantity: dice.one([-5, 0, 10, 25, 30, 60]),
    quantityBeside: dice.one([undefined, undefined, 0, 10, 30]),
    term: dice.one([undefined, 'P1Y', 'P1M']),
  }),
  goToCheckout: () => ({ do: 'goToCheckout' }),
  changeSoldTo: () => ({ do: 'changeSoldTo', address }),
  changeBilledTo: () => ({ do: 'changeBilledTo', address }),
  changePayment: (_run, _now, dice) => ({ do: 'changePayment', payment: dice.one(['card', 'invoice']) }),
  changePayer: (_run, _now, dice) => ({ do: 'changePayer', payer: dice.one(['partner', 'none']) }),
  attest: () => ({ do: 'attest' }),
  backToCart: () => ({ do: 'backToCart' }),
  backToVerify: () => ({ do: 'backToVerify' }),
  placeOrder: (_run, _now, dice) => ({ do: 'placeOrder', attested: dice.once(2) }),
  reassign: (_run, _now, dice) => ({
    do: 'reassign',
    pilot: dice.one([0, 0, 2, 99]),
    ...(dice.once(4) ? { people: 'Adele Vance' } : {}),
  }),
  retryFailed: () => ({ do: 'retryFailed' }),
  setLocation: (_run, _now, dice) => ({
    do: 'setLocation',
    country: dice.one(['SE', 'NO', 'XX']),
    again: dice.once(2),
  }),
  undo: () => ({ do: 'undo' }),
  cancelOld: (_run, _now, dice) => ({ do: 'cancelOld', confirm: !dice.once(3) }),
  keepOld: () => ({ do: 'keepOld' }),
  pause: () => ({ do: 'pause' }),
  resume: () => ({ do: 'resume' }),
  retry: () => ({ do: 'retry' }),
  stop: () => ({ do: 'stop' }),
  follow: () => ({ do: 'follow' }),
  unfollow: () => ({ do: 'unfollow' }),
};

export function commandOf(verb: Verb, run: Run, now: Date, dice: Dice): Command {
  return said[verb](run, now, dice);
}
