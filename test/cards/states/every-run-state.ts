import type { Viewer } from '../../../src/teams/cards/viewer.js';
import type { PriceList } from '../../../src/upgrade/order/price-list.js';
import { runIn } from '../../support/runs.js';
import type { RunCardState } from './state.js';

/** Prices of all plans but one. */
const prices: PriceList = {
  prices: [
    { sku: 'ENTERPRISEPREMIUM', currency: 'SEK', monthly: 412.5, annual: 4455 },
    { sku: 'SPE_E5', currency: 'SEK', monthly: 638, annual: 6890 },
    { sku: 'ENTERPRISEPACK', currency: 'SEK', monthly: 254, annual: 2743 },
    { sku: 'SPE_E3', currency: 'SEK', monthly: 404, annual: 4363 },
  ],
  invoiceFrom: [],
};

/** Where a price is told, once it is known. */
const priced = ['assessed', 'choosingPlan', 'cart', 'checkout', 'completed'] as const;

/** Where somebody without the role gets to read what others fill in and press. */
const forReading = ['assessed', 'cart', 'checkout', 'manualReassign', 'manualCancel'] as const;
const reader: Partial<Viewer> = { roles: ['globalReader'] };

/** A plain run in every state there is, and with a price list or to a reader where that matters. */
export const everyRunState: RunCardState[] = [
  ...Object.entries(runIn).map(([state, make]) => ({ name: state, run: make() })),
  ...priced.map((state) => ({ name: `${state} with prices`, run: runIn[state](), context: { prices } })),
  ...forReading.map((state) => ({ name: `${state} for a reader`, run: runIn[state](), viewer: reader })),
];
