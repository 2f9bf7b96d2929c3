import { type AdminTask, adminTasks } from '../../../src/upgrade/run/admin-tasks.js';
import type { OtherPurchase } from '../../../src/upgrade/run/bought-by-hand.js';
import { aSource, aSubscription, at, available, guided, runIn } from '../../support/runs.js';
import { type CardState, ofRuns } from './state.js';

/** What an admin does in the admin center, and what goes on around it. */

const addOns = ['SHAREPOINTSTORAGE', 'MCOMEETADV'];
const notFound = { notFoundAt: at, nextAt: '2026-03-04T10:31:00Z' };
const taskOf = (task: AdminTask) =>
  ({
    is: 'adminTask',
    task,
    since: at,
    nextAt: at,
    notFoundAt: null,
    saidDone: false,
    others: [] as OtherPurchase[],
  }) as const;

export const guidedTasks: CardState[] = ofRuns({
  'reading who has what, guided': {
    ...guided('openTab'),
    state: { is: 'preparing', since: at, nextAt: at, before: 'guide' },
  },
  ...Object.fromEntries(adminTasks.map((task) => [`guided: ${task}`, guided(task)])),
  ...Object.fromEntries(adminTasks.map((task) => [`not found: ${task}`, guided(task, {}, notFound)])),
  ...Object.fromEntries(adminTasks.map((task) => [`said done: ${task}`, guided(task, {}, { saidDone: true })])),
  'guided: the tab under a billing account': guided('openTab', { commerce: 'billing-account' }),
  'guided: cart with add-ons': guided('cart', {
    cart: {
      billingCycle: 'monthly',
      term: 'P1Y',
      quantity: 30,
      addOnsKept: ['SHAREPOINTSTORAGE'],
      addOnsRemoved: ['MCOMEETADV'],
    },
  }),
  'guided: buy with add-ons': guided('buy', { assessment: available({ source: aSource({ addOns }) }) }),
  'guided: buy one more': guided('buy', { seatsToBuy: 1 }, notFound),
  'guided: cancel several with many licenses': guided(
    'cancel',
    {
      assessment: available({
        source: aSource({
          addOns,
          subscriptions: [aSubscription({ seats: 300 }), aSubscription({ id: 'other', seats: 60 })],
        }),
      }),
    },
    notFound,
  ),
  'guided: checking before canceling': { ...runIn.cancelling(), commerce: 'admin-center' },
  'stopped while guided': {
    ...guided('placeOrder'),
    state: { is: 'stopped', at, by: { id: 'alex', name: 'Alex Wilber' } },
  },
  'trouble while guided': {
    ...guided('placeOrder'),
    state: { is: 'needsAttention', since: at, trouble: { is: 'denied', needs: null }, resume: taskOf('placeOrder') },
  },
});
