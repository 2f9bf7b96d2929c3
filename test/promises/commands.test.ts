import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Json } from '../support/card-json.js';
import { people } from '../support/people.js';
import {
  aBlocker,
  aFailure,
  anOrder,
  aRun,
  aSource,
  at,
  available,
  blocked,
  guided,
  runIn,
  someWork,
} from '../support/runs.js';
import { type BotUnderTest, startBot } from '../teams/bot-under-test.js';

/** What a person may do, said once more and apart from the rules themselves: whatever is not listed here changes nothing. */

const reader = ['globalReader'];
const steerers = ['globalAdministrator', 'billingAdministrator', 'licenseAdministrator', 'userAdministrator'];
const mayBe = {
  see: [...steerers, ...reader],
  steer: steerers,
  buy: ['globalAdministrator', 'billingAdministrator'],
  assign: ['globalAdministrator', 'licenseAdministrator', 'userAdministrator'],
} as const;
const everyRole = mayBe.see;

type State = keyof typeof runIn;
type Run = ReturnType<typeof aRun>;

/** Each button: which permission it needs, what it sends along, and in which states it does something. */
const buttons: Record<string, { needs: keyof typeof mayBe; data?: Json; in: State[] }> = {
  upgradeManually: { needs: 'steer', in: ['assessed'] },
  choosePlan: {
    needs: 'steer',
    data: { plan: 'SPE_E3' },
    in: ['assessed', 'choosingPlan', 'beforeYouBegin', 'manualBuy', 'cart', 'checkout'],
  },
  acknowledge: { needs: 'steer', data: { understood: 'true' }, in: ['beforeYouBegin'] },
  schedule: {
    needs: 'steer',
    data: { date: '2026-03-09', time: '22:00', timeZone: 'UTC' },
    in: ['beforeYouBegin', 'manualBuy', 'cart', 'checkout', 'scheduled', 'manualVerify', 'manualReassign'],
  },
  unschedule: { needs: 'steer', in: ['scheduled'] },
  // What waits here is an order: to send it takes whoever may buy.
  startNow: { needs: 'buy', in: ['scheduled'] },
  taskDone: { needs: 'steer', in: ['adminTask'] },
  useSubscription: { needs: 'steer', data: { subscription: 'owned-1' }, in: ['manualBuy'] },
  buyNew: { needs: 'buy', in: ['manualBuy'] },
  buyMore: { needs: 'buy', in: ['manualVerify'] },
  updateCart: { needs: 'buy', data: { quantity: '30' }, in: ['cart'] },
  goToCheckout: { needs: 'buy', in: ['cart'] },
  backToCart: { needs: 'buy', in: ['checkout'] },
  changeSoldTo: { needs: 'buy', data: { soldTo_city: 'Oslo' }, in: ['checkout'] },
  changeBilledTo: { needs: 'buy', data: { billedTo_city: 'Oslo' }, in: ['checkout'] },
  changePayment: { needs: 'buy', data: { payment: 'invoice' }, in: ['checkout'] },
  placeOrder: { needs: 'buy', in: ['checkout'] },
  reassign: { needs: 'assign', data: { pilot: '0' }, in: ['manualReassign'] },
  undo: { needs: 'assign', in: ['manualCancel', 'paused'] },
  cancelOld: { needs: 'buy', data: { confirm: 'true' }, in: ['manualCancel'] },
  keepOld: { needs: 'steer', in: ['manualCancel'] },
  pause: { needs: 'steer', in: ['restoring', 'reassigning', 'undoing'] },
  resume: { needs: 'steer', in: ['paused'] },
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
      'reassigning',
      'undoing',
      'manualCancel',
      'paused',
      'needsAttention',
    ],
  },
};
const states = Object.keys(runIn) as State[];

describe('a button', () => {
  let bot: BotUnderTest;
  let tenants = 0;
  beforeAll(async () => {
    bot = await startBot();
  });
  afterAll(() => bot.close());

  /** Presses it on the run's card as somebody of this role; whether it did anything to the run. */
  async function does(verb: string, run: Run, data: Json = {}, role = 'globalAdministrator'): Promise<boolean> {
    tenants += 1;
    const tenantId = `tenant-${tenants}`;
    bot.roles.set(people.isaiah.aadObjectId, [role] as never);
    bot.upgrades.set({ ...run, tenantId, id: tenantId });
    const isaiah = bot.person('isaiah', { tenantId });
    const sent = { ...data, runId: tenantId, revision: run.revision };
    await isaiah.invoke({ action: { verb, data: sent } }, 'activity-1');
    const after = await bot.upgrades.run(tenantId, tenantId);
    const changed = after?.revision !== run.revision || JSON.stringify(after.state) !== JSON.stringify(run.state);
    expect(isaiah.cards).not.toEqual([]);
    return changed;
  }

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
      in: [state],
    } = buttons[verb] ?? { needs: 'see', in: [] };
    const could: string[] = [];
    for (const role of [...everyRole, 'none'])
      if (await does(verb, runIn[state ?? 'assessed'](), data, role)) could.push(role);
    expect(could.sort()).toEqual([...mayBe[needs]].sort());
  });

  const retryable = (): Run => ({ ...runIn.manualReassign(), reassign: someWork({ failures: [aFailure()] }) });
  const guiding = (assessment: Run['assessment']): Run => aRun({ commerce: 'admin-center', assessment });
  const reported = blocked([aBlocker('TRIAL', { is: 'reported', message: 'A trial.' })]);
  const seen = blocked([aBlocker('TRIAL')]);
  const waiting = blocked([aBlocker('OTHER_UPGRADE_OR_CREDIT_CHECK_PENDING')]);
  const asked = { is: 'askTheAdmin', readAt: at, source: aSource() } as Run['assessment'];
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
    state: { ...runIn.manualVerify().state, seen: { ...seenSeats, seats: 25 } } as Run['state'],
  });
  const seenSeats = { active: true, seatsNeeded: 25, notProvisioned: [], growable: null, checkedAt: at };

  const conditions: [what: string, does: boolean, verb: string, run: () => Run, data?: Json][] = [
    ['tries those again who could not be moved', true, 'retryFailed', retryable],
    ['has nobody to try again', false, 'retryFailed', runIn.manualReassign],
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
    await does('choosePlan', runIn.checkout(), { plan: 'SPE_E3' });
    const run = await bot.upgrades.current(`tenant-${tenants}`);
    expect(run).toMatchObject({ plan: 'SPE_E3', cart: null, checkout: null });
  });

  it('that buys more keeps the order before in mind', async () => {
    await does('buyMore', runIn.manualVerify());
    const run = await bot.upgrades.current(`tenant-${tenants}`);
    expect(run?.earlierOrders).toEqual([runIn.manualVerify().order]);
  });
});
