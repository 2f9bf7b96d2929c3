import type { Run } from '../../../src/upgrade/run/run.js';
import { aVerification } from '../../support/findings.js';
import { anOrder, aSource, aSplit, at, available, now, runIn } from '../../support/runs.js';
import { ofRuns, type RunCardState } from './state.js';

/** Two products in one order: two plans, or a suite and Microsoft Teams. */

const split = aSplit({ by: { is: 'group', name: 'Sales' } });
const cart = {
  billingCycle: 'monthly',
  term: 'P1Y',
  quantity: 10,
  addOnsKept: [] as string[],
  addOnsRemoved: [] as string[],
} as const;
const rest = { plan: split.rest, quantity: 15, needed: 15 };
const twoPlans: Partial<Run> = {
  path: 'manual',
  plan: split.plan,
  split,
  cart: { ...cart, addOnsKept: [], addOnsRemoved: [], beside: rest },
};

const suite = 'O365_w/o Teams Bundle_M3';
const teams = 'Microsoft_Teams_EEA_New';
const fixed = { price: null, sentAt: null, refusal: null, refusalOfFirst: null };
const order = anOrder({ kind: 'purchase', plan: suite, beside: { ...fixed, plan: teams, quantity: 25 } });
const withTeams: Partial<Run> = {
  path: 'manual',
  plan: suite,
  lacks: ['TEAMS1'],
  assessment: available({ source: aSource({ sku: 'SPE_E3', skuId: '05e9a617-0261-4cee-bb44-138d3ef5d965' }) }),
  cart: { ...cart, addOnsKept: [], addOnsRemoved: [], quantity: 25, beside: { plan: teams, quantity: 25, needed: 25 } },
};
const { beside: _, ...ofSuite } = order;
const taken = { ...ofSuite, outcome: 'completed' } as const;
const alone: Partial<Run> = {
  ...withTeams,
  order: null,
  earlierOrders: [taken, anOrder({ kind: 'purchase', plan: teams, outcome: 'declined' })],
  cart: { ...cart, addOnsKept: [], addOnsRemoved: [], quantity: 25, alone: { plan: teams, needed: 25 } },
};
const bought: Partial<Run> = {
  ...withTeams,
  order: taken,
  earlierOrders: [anOrder({ kind: 'purchase', plan: teams, outcome: 'completed' })],
};

const inPart = (trouble: { code: string; text: string; remedy?: 'attestation' }): Run => ({
  ...runIn.needsAttention(),
  ...alone,
  state: {
    is: 'needsAttention',
    since: at,
    trouble: { is: 'orderDeclined', plan: teams, taken: suite, ...trouble },
    resume: { is: 'checkout' },
  },
});

const seen = aVerification({ waitsFor: teams });

export const oneOrder: RunCardState[] = [
  ...ofRuns({
    'step 1 of two plans in one order': { ...runIn.manualBuy(), ...twoPlans, cart: null },
    'cart of two plans': { ...runIn.cart(), ...twoPlans },
    'checkout of two plans': { ...runIn.checkout(), ...twoPlans },
    'before you begin, with Teams in the order': { ...runIn.beforeYouBegin(), ...withTeams },
    'cart with Teams': { ...runIn.cart(), ...withTeams },
    'cart with Teams left out': {
      ...runIn.cart(),
      ...withTeams,
      cart: { ...cart, addOnsKept: [], addOnsRemoved: [], beside: { plan: teams, quantity: 0, needed: 25 } },
    },
    'checkout with Teams': { ...runIn.checkout(), ...withTeams },
    'credit check of two products': { ...runIn.creditCheck(), ...withTeams, order },
    'one of two declined': inPart({ code: '800020', text: 'The customer is not eligible to buy this product.' }),
    'one of two declined, to be attested': inPart({ code: '10012', text: 'Attest.', remedy: 'attestation' }),
    'one of two that never showed': inPart({ code: 'neverShown', text: '' }),
    'cart of Teams alone': { ...runIn.cart(), ...alone },
    'checkout of Teams alone': { ...runIn.checkout(), ...alone },
    'waiting for Teams': {
      ...runIn.manualVerify(),
      ...bought,
      state: { is: 'manualVerify', since: at, nextAt: at, seen },
    },
    'completed with Teams': { ...runIn.completed(), ...bought },
  }),
  {
    name: 'cart of two plans for a reader',
    run: { ...runIn.cart(), ...twoPlans },
    viewer: { roles: ['globalReader'] },
  },
  {
    name: 'cart of two plans with prices',
    run: { ...runIn.cart(), ...twoPlans },
    context: {
      now,
      prices: {
        prices: [
          { sku: split.plan, currency: 'SEK', monthly: 638, annual: 6890 },
          { sku: split.rest, currency: 'SEK', monthly: 404, annual: 4363 },
        ],
        invoiceFrom: [],
      },
    },
  },
  {
    name: 'order of two products asked back',
    run: { ...runIn.checkout(), ...withTeams },
    context: { note: { why: 'askOrder' } },
  },
];
