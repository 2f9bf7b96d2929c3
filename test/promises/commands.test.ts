import { describe, expect, it } from '@jest/globals';
import { readAction } from '../../src/teams/conversation/intents/actions.js';
import { verbs } from '../../src/upgrade/run/commands.js';
import type { Role } from '../../src/upgrade/tenant/roles.js';
import type { Json } from '../support/card-json.js';
import { aVerification } from '../support/findings.js';
import {
  aBlocker,
  aFailure,
  anOrder,
  aPayer,
  aRun,
  aSchedule,
  aSource,
  at,
  available,
  blocked,
  guided,
  onAccount,
  runIn,
  someWork,
} from '../support/runs.js';
import { memoryUpgrades } from '../teams/memory-upgrades.js';

/** What a person may do, said once more and apart from the rules themselves: whatever is not listed here changes nothing. */

const steerers: Role[] = ['globalAdministrator', 'billingAdministrator', 'licenseAdministrator', 'userAdministrator'];
const mayBe = {
  see: [...steerers, 'globalReader'],
  steer: steerers,
  buy: ['globalAdministrator', 'billingAdministrator'],
  assign: ['globalAdministrator', 'licenseAdministrator', 'userAdministrator'],
} satisfies Record<string, Role[]>;

type State = keyof typeof runIn;
type Run = ReturnType<typeof aRun>;

const retryable = (): Run => ({ ...runIn.manualReassign(), reassign: someWork({ failures: [aFailure()] }) });
const unlocated = (): Run => ({ ...runIn.manualReassign(), reassign: someWork({ failures: [aFailure()] }) });
const guiding = (assessment: Run['assessment']): Run => aRun({ commerce: 'admin-center', assessment });
const reported = blocked([aBlocker('TRIAL', { is: 'reported', message: 'A trial.' })]);
const seen = blocked([aBlocker('TRIAL')]);
const waiting = blocked([aBlocker('OTHER_UPGRADE_OR_CREDIT_CHECK_PENDING')]);
const twoPayers = () => onAccount([aPayer(), aPayer({ id: 'PROF-2', paysNow: false })]);
const growing = (): Run => ({ ...runIn.cart(), seatsToBuy: 5 });
const byHand = () => ({ ...runIn.checkout(), path: 'manual' as const });
const asked = { is: 'askTheAdmin', readAt: at, source: aSource() } as Run['assessment'];

/**
 * Each button: which permission it needs, what it sends along, and in which states it does something; or on which run,
 * where that takes more than a state.
 */
const buttons: Record<string, { needs: keyof typeof mayBe; data?: Json; in: State[]; on?: () => Run }> = {
  watch: { needs: 'see', in: [], on: () => aRun({ assessment: seen }) },
  reportTab: { needs: 'steer', data: { tab: 'plans' }, in: [], on: () => guiding(asked) },
  upgradeManually: { needs: 'steer', in: ['assessed', 'needsAttention'] },
  choosePlan: {
    needs: 'steer',
    data: { plan: 'SPE_E3' },
    in: ['assessed', 'choosingPlan', 'beforeYouBegin', 'manualBuy', 'cart', 'checkout', 'needsAttention'],
  },
  splitPeople: {
    needs: 'steer',
    data: { plan: 'SPE_E5', rest: 'SPE_E3', by: 'group', who: 'Sales' },
    in: ['assessed', 'choosingPlan', 'manualBuy'],
  },
  acknowledge: { needs: 'steer', data: { understood: 'true' }, in: ['beforeYouBegin'] },
  schedule: {
    needs: 'steer',
    data: { date: '2026-03-09', time: '22:00', timeZone: 'UTC' },
    in: ['beforeYouBegin', 'manualBuy', 'cart', 'checkout', 'scheduled', 'manualVerify', 'manualReassign'],
  },
  unschedule: { needs: 'steer', in: ['scheduled'] },
  startNow: { needs: 'steer', in: ['scheduled'], on: () => ({ ...runIn.cart(), schedule: aSchedule() }) },
  taskDone: { needs: 'steer', in: ['adminTask'] },
  useSubscription: { needs: 'steer', data: { subscription: 'owned-1' }, in: ['manualBuy'] },
  buyNew: { needs: 'buy', in: ['manualBuy'] },
  buyMore: { needs: 'buy', in: ['manualVerify'] },
  buyByHand: { needs: 'buy', in: ['needsAttention'] },
  updateCart: { needs: 'buy', data: { quantity: '30' }, in: ['cart'] },
  goToCheckout: { needs: 'buy', in: ['cart'] },
  backToCart: { needs: 'buy', in: ['checkout'] },
  backToVerify: { needs: 'buy', in: [], on: growing },
  changeSoldTo: { needs: 'buy', data: { soldTo_city: 'Oslo' }, in: ['checkout'] },
  changeBilledTo: { needs: 'buy', data: { billedTo_city: 'Oslo' }, in: ['checkout'] },
  changePayment: { needs: 'buy', data: { payment: 'invoice' }, in: ['checkout'], on: onAccount },
  changePayer: { needs: 'buy', data: { payer: 'PROF-2' }, in: [], on: twoPayers },
  attest: { needs: 'buy', in: [], on: byHand },
  placeOrder: { needs: 'buy', in: ['checkout'] },
  reassign: { needs: 'assign', data: { pilot: '0' }, in: ['manualReassign'] },
  retryFailed: { needs: 'assign', in: [], on: retryable },
  setLocation: { needs: 'assign', data: { country: 'SE', people: 'adele' }, in: [], on: unlocated },
  undo: { needs: 'assign', in: ['manualCancel', 'kept', 'paused'] },
  cancelOld: { needs: 'buy', data: { confirm: 'true' }, in: ['manualCancel', 'kept'] },
  keepOld: { needs: 'steer', in: ['manualCancel'] },
  pause: { needs: 'steer', in: ['restoring', 'reassigning', 'undoing'] },
  resume: { needs: 'assign', in: ['paused'] },
  retry: { needs: 'steer', in: ['needsAttention'] },
  stop: {
    needs: 'steer',
    in: [
      'assessed',
      'choosingPlan',
      'beforeYouBegin',
      'manualBuy',
      'cart',
      'checkout',
      'scheduled',
      'preparing',
      'adminTask',
      'manualVerify',
      'manualReassign',
      'locating',
      'reassigning',
      'undoing',
      'manualCancel',
      'kept',
      'paused',
      'needsAttention',
    ],
  },
};
const states = Object.keys(runIn) as State[];

describe('a button', () => {
  /** Presses it on the run's card as somebody of this role: the run as it is then. */
  async function pressed(verb: string, run: Run, data: Json = {}, role?: Role): Promise<Run> {
    const ask = readAction({ verb, data: { ...data, runId: run.id, revision: run.revision } });
    if (ask.is !== 'command') throw new Error(`${verb} is no command: ${ask.is}`);
    const upgrades = memoryUpgrades();
    upgrades.set(run);
    const asker = { actor: { id: 'megan', name: 'Megan Bowen' }, roles: role ? [role] : [] };
    await upgrades.command(run.tenantId, run.id, ask.on?.revision, asker, ask.command);
    return (await upgrades.run(run.tenantId, run.id)) ?? run;
  }
  const does = async (verb: string, run: Run, data?: Json, role: Role | undefined = 'globalAdministrator') =>
    (await pressed(verb, run, data, role)).revision !== run.revision;

  it('is known here, whatever it is', () => {
    // These two look, and those two change who is told.
    const beside = ['check', 'status', 'follow', 'unfollow'];
    expect([...Object.keys(buttons), ...beside].sort()).toEqual([...verbs].sort());
  });

  it.each(Object.keys(buttons))('%s does something where it belongs, and nowhere else', async (verb) => {
    const { data, in: belongs } = buttons[verb] ?? { in: [] };
    const did: State[] = [];
    for (const state of states) if (await does(verb, runIn[state](), data)) did.push(state);
    expect([...did].sort()).toEqual([...belongs].sort());
  });

  it.each(Object.keys(buttons))('%s needs its role', async (verb) => {
    const {
      data,
      needs,
      on,
      in: [state],
    } = buttons[verb] ?? { needs: 'see', in: [] };
    const run = (on ?? runIn[state ?? 'assessed'])();
    const could: Role[] = [];
    for (const role of mayBe.see) if (await does(verb, run, data, role)) could.push(role);
    expect(could.sort()).toEqual([...mayBe[needs]].sort());
    expect(await pressed(verb, run, data)).toBe(run);
  });

  const refusing = available({
    plans: ['SPE_E5'],
    refused: [{ plan: 'SPE_E3', blocker: aBlocker('TARGET_NOT_SUPPORTED') }],
  });
  const pausedIn = (state: State): Run => {
    const resume = runIn[state]().state;
    return { ...runIn.paused(), state: { is: 'paused', since: at, resume } as Run['state'] };
  };
  const enough = (): Run => ({
    ...runIn.manualVerify(),
    order: anOrder({ quantity: 20, outcome: 'completed' }),
    state: { ...runIn.manualVerify().state, seen: aVerification() } as Run['state'],
  });

  const toTwo = { plan: 'SPE_E5', rest: 'SPE_E3', by: 'group', who: 'Sales' };
  const conditions: [what: string, does: boolean, verb: string, run: () => Run, data?: Json][] = [
    ['tries those again who could not be moved', true, 'retryFailed', retryable],
    ['has nobody to try again', false, 'retryFailed', () => ({ ...runIn.manualReassign(), reassign: someWork() })],
    ['sends people to two plans on the manual way', true, 'splitPeople', byHand, toTwo],
    ['sends nobody to two plans on the Upgrade tab', false, 'splitPeople', runIn.checkout, toTwo],
    ['goes the manual way where a blocker allows it', true, 'upgradeManually', () => aRun({ assessment: seen })],
    ['goes no manual way where one must be waited out', false, 'upgradeManually', () => aRun({ assessment: waiting })],
    ['goes no manual way for what somebody else sold', false, 'upgradeManually', runIn.handedOver],
    ['watches a blocker', true, 'watch', () => aRun({ assessment: seen })],
    ['cannot watch what only an admin sees', false, 'watch', () => guiding(reported)],
    ['watches nothing where nothing blocks', false, 'watch', () => aRun()],
    ['believes what an admin sees on the tab', true, 'reportTab', () => guiding(asked), { tab: 'plans' }],
    ['believes an admin who sees the blocker gone', true, 'reportTab', () => guiding(reported), { tab: 'plans' }],
    ['believes nobody against what Graph shows', false, 'reportTab', () => guiding(seen), { tab: 'plans' }],
    ['believes nobody against an API', false, 'reportTab', () => aRun({ assessment: seen }), { tab: 'plans' }],
    ['takes a report before anything is chosen only', false, 'reportTab', () => guided('cart'), { tab: 'plans' }],
    ['chooses no plan that is refused', false, 'choosePlan', () => aRun({ assessment: refusing }), { plan: 'SPE_E3' }],
    [
      'chooses no plan that is not offered',
      false,
      'choosePlan',
      () => aRun({ assessment: refusing }),
      { plan: 'ENTERPRISEPACK' },
    ],
    ['chooses no plan nobody knows', false, 'choosePlan', runIn.choosingPlan, { plan: 'NOSUCHPLAN' }],
    [
      'chooses no plan to begin with what is blocked',
      false,
      'choosePlan',
      () => aRun({ assessment: seen }),
      { plan: 'SPE_E3' },
    ],
    ['goes on by no other means than having read', false, 'acknowledge', runIn.beforeYouBegin],
    [
      'uses no subscription that the tenant does not own',
      false,
      'useSubscription',
      runIn.manualBuy,
      { subscription: 'x' },
    ],
    [
      'writes no address that has no API',
      false,
      'changeSoldTo',
      () => ({ ...runIn.checkout(), commerce: 'billing-account' }),
      { soldTo_city: 'Oslo' },
    ],
    [
      'orders no upgrade that has no API',
      false,
      'placeOrder',
      () => ({ ...runIn.checkout(), commerce: 'billing-account' }),
    ],
    [
      'buys nothing that has no API',
      false,
      'placeOrder',
      () => ({ ...runIn.checkout(), path: 'manual', commerce: 'admin-center' }),
    ],
    ['buys no more where there is enough', false, 'buyMore', enough],
    ['moves no more people than there are', false, 'reassign', runIn.manualReassign, { pilot: '26' }],
    ['moves as many to begin with as there are', true, 'reassign', runIn.manualReassign, { pilot: '25' }],
    ['never takes nobody for everybody', false, 'reassign', runIn.manualReassign, { people: ' , ' }],
    ['stops what is paused', true, 'stop', () => pausedIn('reassigning')],
    ['does not stop while services wait to be switched off again', false, 'stop', () => pausedIn('restoring')],
  ];
  for (const [what, expected, verb, run, data] of conditions)
    it(what, async () => {
      expect(await does(verb, run(), data)).toBe(expected);
    });

  it('that chooses another plan leaves nothing of the cart for the one before', async () => {
    const run = await pressed('choosePlan', runIn.checkout(), { plan: 'SPE_E3' }, 'globalAdministrator');
    expect(run).toMatchObject({ plan: 'SPE_E3', cart: null, checkout: null });
  });

  it('that buys more keeps the order before in mind', async () => {
    const run = await pressed('buyMore', runIn.manualVerify(), {}, 'globalAdministrator');
    expect(run.earlierOrders).toEqual([runIn.manualVerify().order]);
  });
});
