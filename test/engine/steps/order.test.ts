import { describe, expect, it } from '@jest/globals';
import { followOrder, order } from '../../../src/engine/steps/order.js';
import { type OrderRequest, type OrderStanding, PortError, type Problem } from '../../../src/upgrade/ports.js';
import type { Run, RunState } from '../../../src/upgrade/run/run.js';
import type { OrderRecord } from '../../../src/upgrade/run/shape.js';
import { anOrder, aPayer, at, now, runIn } from '../../support/runs.js';
import { inTenant } from './in-tenant.js';

/** An order leaves once, as it was confirmed and written down, and only for somebody who may place it. */

type Facts = Parameters<typeof inTenant>[0];
type Commerce = NonNullable<Facts['commerce']>;
type Ordering = Extract<RunState, { is: 'ordering' }>;

const said = { is: 'refused', code: '800060', text: 'It was submitted already.' } as const;
const busy = { is: 'busy', retryAfterMs: 7_000 } as const;

function ordering(more: Partial<OrderRecord> = {}, state: Partial<Ordering> = {}, of: Partial<Run> = {}): Run {
  const run = runIn.ordering();
  const is = { ...run.state, sent: false, sends: 0, ...state } as Ordering;
  return { ...run, order: anOrder(more), state: is, ...of };
}

/** Takes the step where the commerce answers so; what it was asked for beside what happened. */
async function take(run: Run, commerce: Commerce = {}, facts: Facts = {}, step = order) {
  const asked: OrderRequest[] = [];
  const answer = async (request: OrderRequest): Promise<OrderStanding> => {
    asked.push(request);
    return { is: 'inProgress' };
  };
  const usual: Commerce = { place: answer, find: answer, prepare: async () => ({ cartId: 'cart-1' }) };
  const tenant = inTenant({ ...facts, commerce: { ...usual, ...commerce } });
  const after = await tenant.take(step, run);
  return { ...tenant, after, asked };
}

const fails = (problem: Problem) => async () => {
  throw new PortError(problem, 'placing an order', { service: 'partnerCenter' });
};

describe('an order that has not left', () => {
  it('leaves once it is written down that it does', async () => {
    const { happened, after, told } = await take(ordering());
    expect(happened).toEqual(['decider', 'sending', 'place', 'order']);
    expect(told.at(-1)).toEqual({ found: 'order', status: { is: 'inProgress' } });
    expect(after.state.is).toBe('transition');
  });

  it('leaves anew where an earlier sending came to nothing', async () => {
    const { happened } = await take(ordering({}, { sends: 2, doubtedAt: '2026-03-04T08:30:00Z' }));
    expect(happened).toContain('place');
  });

  it('asks the commerce for what was confirmed, and says where it comes from and who pays', async () => {
    const more = { kind: 'purchase', cartId: 'cart-7', payer: 'PROF-1', attested: true } as const;
    const { asked } = await take(ordering({ ...more, billingCycle: 'annual', quantity: 12, term: 'P1M' }));
    expect(asked).toEqual([
      {
        tenantId: 'contoso',
        kind: 'purchase',
        key: '0d0d0d0d-0000-4000-8000-000000000001',
        sourceCommerceId: 'c0ffee00-0000-4000-8000-000000000001',
        plan: 'ENTERPRISEPREMIUM',
        quantity: 12,
        billingCycle: 'annual',
        term: 'P1M',
        payer: 'PROF-1',
        attested: true,
        cartId: 'cart-7',
        placedAt: now,
        beside: undefined,
      },
    ]);
  });

  it('names nobody who pays and no cart where there is none', async () => {
    expect((await take(ordering())).asked).toMatchObject([{ payer: undefined, cartId: undefined }]);
  });

  it('reads what whoever placed it holds on what they pay from', async () => {
    const read: unknown[][] = [];
    const rolesOf: Commerce['rolesOf'] = async (...who) => {
      read.push(who);
      return undefined;
    };
    await take(ordering({ payer: 'PROF-1', placedBy: { id: 'megan', name: 'Megan Bowen' } }), { rolesOf });
    await take(ordering(), { rolesOf });
    expect(read).toEqual([
      ['contoso', 'megan', ['globalAdministrator'], 'PROF-1'],
      ['contoso', 'alex', ['globalAdministrator'], undefined],
    ]);
  });
});

describe('an order does not leave', () => {
  const elsewhere: Facts['meanwhile'] = (_found, run) => ({ ...run, state: runIn.checkout().state });
  const sentBefore: Facts['meanwhile'] = (_found, run) => ({ ...run, state: { ...run.state, sent: true } as Ordering });
  const another: Facts['meanwhile'] = ({ found }, run) =>
    found === 'sending' ? { ...run, state: { ...run.state, sends: 2 } as Ordering } : run;
  const elsewhereAtLast: Facts['meanwhile'] = (found, run) => (found.found === 'sending' ? elsewhere(found, run) : run);
  const changed = {
    can: { upgrade: true, buy: true, buySeveral: true, cancel: true, changeParties: true },
    parties: async () => undefined,
    saveParties: async () => undefined,
  };
  const toBill = { checkout: { ...runIn.checkout().checkout, soldTo: aPayer().soldTo, billedTo: aPayer().billedTo } };

  it.each<[string, Facts, string[]]>([
    ['for somebody who may not buy any more', { roles: ['globalReader'] }, ['decider']],
    ['where the run has gone elsewhere before', { meanwhile: elsewhere }, ['decider']],
    ['where another process has sent it before', { meanwhile: sentBefore }, ['decider']],
    ['where it goes elsewhere meanwhile', { meanwhile: elsewhereAtLast }, ['decider', 'saveParties', 'sending']],
    ['where another process is first to send it', { meanwhile: another }, ['decider', 'saveParties', 'sending']],
  ])('%s', async (_where, facts, happens) => {
    const run = ordering({}, {}, toBill as Partial<Run>);
    expect((await take(run, changed, facts)).happened).toEqual(happens);
  });

  it('where its new cart costs other than what was confirmed', async () => {
    const price = { minor: 90_000, currency: 'EUR' };
    const run = ordering({ kind: 'purchase', cartId: 'old', cartExpired: true, price });
    const facts = (minor: number): Facts => ({ price: { minor, currency: 'EUR' } });
    expect((await take(run, {}, facts(90_000))).happened).toContain('place');
    const dearer = await take(run, {}, facts(95_000));
    expect(dearer.happened).toEqual(['decider', 'prepare', 'cart']);
    expect(dearer.after.state.is).toBe('checkout');
  });

  it('while it may have left: it is read where it stands', async () => {
    const { happened, asked, told } = await take(ordering({}, { sent: true, sends: 1 }));
    expect(happened).toEqual(['order']);
    expect(told).toEqual([{ found: 'order', status: { is: 'inProgress' } }]);
    expect(asked).toHaveLength(1);
  });
});

describe('the cart of an order', () => {
  const made = (run: Run, commerce: Commerce = {}) => take(run, commerce);

  it('is made for a purchase that has none, and the order leaves with it', async () => {
    const { happened, asked } = await made(ordering({ kind: 'purchase' }));
    expect(happened).toEqual(['decider', 'prepare', 'cart', 'sending', 'place', 'order']);
    expect(asked.at(-1)?.cartId).toBe('cart-1');
  });

  it('is made anew in the place of one that has expired, which is named', async () => {
    const carts: OrderRequest[] = [];
    const prepare: Commerce['prepare'] = async (request) => {
      carts.push(request);
      return { cartId: 'cart-2' };
    };
    const { asked } = await made(ordering({ kind: 'purchase', cartId: 'cart-1', cartExpired: true }), { prepare });
    expect(carts.map(({ cartId }) => cartId)).toEqual(['cart-1']);
    expect(asked.at(-1)?.cartId).toBe('cart-2');
  });

  it.each<[string, Partial<OrderRecord>]>([
    ['a purchase that has one', { kind: 'purchase', cartId: 'cart-1' }],
    ['licences that are added', { kind: 'seats' }],
    ['an upgrade', { kind: 'upgrade' }],
  ])('is not made for %s', async (_what, more) => {
    expect((await made(ordering(more))).happened).not.toContain('prepare');
  });

  it('holds the second product too, unless that was refused', async () => {
    const second = { plan: 'SPE_E3', quantity: 5, price: null, refusal: null, refusalOfFirst: null, sentAt: null };
    const together = ordering({ kind: 'purchase', beside: second });
    expect((await made(together)).asked.at(-1)?.beside).toEqual({ plan: 'SPE_E3', quantity: 5 });
    const refused = { code: '800030', text: 'Not sold here.' };
    const alone = await made(together, { prepare: async () => ({ cartId: 'cart-1', refused }) });
    expect(alone.asked.at(-1)).toMatchObject({ plan: 'ENTERPRISEPREMIUM', beside: undefined });
    expect(alone.after.order?.beside?.refusal ?? null).toEqual(refused);
  });
});

describe('an order that is met with a problem', () => {
  it.each<Problem>([busy, { is: 'unreachable' }])('was not taken where the commerce is $is', async (problem) => {
    const { told, happened } = await take(ordering(), { place: fails(problem) });
    const retryAfterMs = problem.is === 'busy' ? problem.retryAfterMs : undefined;
    expect(told.at(-1)).toEqual({ found: 'notTaken', retryAfterMs, service: 'partnerCenter' });
    expect(happened.filter((what) => what === 'place')).toHaveLength(1);
  });

  it.each<Problem>([said, { is: 'denied', needs: undefined }, { is: 'cartExpired' }])(
    'was turned away where it is $is, and no earlier sending shows',
    async (problem) => {
      const { told } = await take(ordering(), { place: fails(problem), find: async () => ({ is: 'notFound' }) });
      expect(told.at(-1)).toEqual({ found: 'turnedAway', problem, service: 'partnerCenter' });
    },
  );

  it('stands where an earlier sending of it does', async () => {
    const { told } = await take(ordering(), { place: fails(said) });
    expect(told.at(-1)).toEqual({ found: 'order', status: { is: 'inProgress' } });
  });

  it('was turned away where reading it is denied like the order', async () => {
    const denied = { is: 'denied', needs: undefined } as const;
    const { told } = await take(ordering(), { place: fails(denied), find: fails(denied) });
    expect(told.at(-1)).toMatchObject({ found: 'turnedAway', problem: denied });
  });

  it.each<[string, Commerce]>([
    ['no answer came', { place: fails({ is: 'unknownOutcome' }) }],
    [
      'something unforeseen happened',
      {
        async place() {
          throw new TypeError('a defect');
        },
      },
    ],
    ['it was refused and reading is denied', { place: fails(said), find: fails({ is: 'denied', needs: undefined }) }],
    ['it was denied and reading is not answered', { place: fails({ is: 'denied', needs: 'x' }), find: fails(busy) }],
  ])('is not taken to have come to nothing where %s', async (_what, commerce) => {
    let met = 0;
    const meanwhile: Facts['meanwhile'] = ({ found }, run) => {
      if (found === 'turnedAway' || found === 'notTaken' || found === 'order') met += 1;
      return run;
    };
    await expect(take(ordering(), commerce, { meanwhile })).rejects.toThrow();
    expect(met).toBe(0);
  });
});

describe('an order that is reviewed', () => {
  it('is read where it stands', async () => {
    const found = { is: 'underReview', of: 'order' } as const;
    const find = async () => found;
    const { told, happened } = await take(runIn.creditCheck(), { find }, {}, followOrder);
    expect([told, happened]).toEqual([[{ found: 'order', status: found }], ['order']]);
  });

  it('is nothing to look for where there is no order', async () => {
    expect((await take({ ...runIn.creditCheck(), order: null }, {}, {}, followOrder)).happened).toEqual([]);
    expect((await take({ ...ordering(), order: null })).happened).toEqual([]);
  });

  it('has what people have written down anew before Microsoft moves them, and not for a purchase', async () => {
    const { snapshot } = runIn.creditCheck();
    const stale = {
      ...runIn.creditCheck(),
      snapshot: snapshot && { ...snapshot, pages: 0, takenAt: '2026-03-04T08:00Z' },
    };
    expect((await take(stale, {}, {}, followOrder)).happened).toEqual(['snapshotRefreshed', 'order']);
    const bought = { ...stale, order: anOrder({ kind: 'purchase', placedAt: at }) };
    expect((await take(bought, {}, {}, followOrder)).happened).toEqual(['order']);
  });
});
