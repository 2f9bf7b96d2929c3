import { product, suites } from '../../../src/upgrade/plans/plans.js';
import { blockerIds } from '../../../src/upgrade/tenant/blockers.js';
import { aBlocker, aRun, aSource, at, available, blocked } from '../../support/runs.js';
import { type CardState, ofRuns } from './state.js';

/** The answers to "can I use the Upgrade tab?". */

const addOns = ['SHAREPOINTSTORAGE', 'MCOMEETADV'];

const evidences = [
  { is: 'seats', assigned: 27, bought: 25 },
  { is: 'services', names: ['Exchange Online (Plan 2)'] },
  { is: 'issues', titles: ['Some users cannot sign in'] },
  { is: 'subscriptions', count: 2, sku: 'ENTERPRISEWITHSCAL' },
  { is: 'addOns', skus: addOns },
  { is: 'status', status: 'Suspended' },
  { is: 'status', status: 'SomethingNew' },
  { is: 'sku', sku: 'ENTERPRISEWITHSCAL_GOV' },
  { is: 'owner', tenantId: null },
  { is: 'owner', tenantId: 'a-tenant' },
  { is: 'trial' },
  { is: 'commerce', code: '800009', text: 'A long sentence from the commerce that explains what is wrong.' },
  { is: 'commerce', code: '800009', text: '' },
] as const satisfies Parameters<typeof aBlocker>[1][];

const warnings = [{ is: 'incident' as const, titles: ['Users may be unable to send mail', 'Slow *sign-in*'] }];

const unknown = Array.from({ length: 13 }, (_, n) => ({
  sku: `CONTOSO_PRODUCT_WITH_A_LONG_PART_NUMBER_${n}`,
  people: 1_000 - n,
  services: ['EXCHANGE_S_SOMETHING_NEW', 'SHAREPOINT_SOMETHING_NEW', 'TEAMS_SOMETHING_NEW', 'A_FOURTH', 'A_FIFTH'],
}));
const sources = ['STANDARDPACK', 'SPE_E3', 'SPB', 'SPE_F1'].map((sku, n) => ({
  sku,
  people: 20 + n,
  seats: 25 + n,
  renewsAt: n === 0 ? null : `2027-0${n}-01T00:00:00Z`,
}));
/** A tenant with 25 products: twelve suites that can be upgraded, and 13 products that nobody knows. */
const twelve = suites
  .filter((sku) => product(sku)?.market === 'commercial')
  .slice(0, 12)
  .map((sku, n) => ({ sku, people: 900 - n, seats: 1_000, renewsAt: '2027-01-31T00:00:00Z' }));
const whichCases: CardState[] = [
  {
    name: 'which of 25 products',
    draw: (cards, viewer) => cards.which(viewer, { sources: twelve, unknown, country: 'SE' }),
  },
  {
    name: 'which of several plans',
    draw: (cards, viewer) => cards.which(viewer, { sources, unknown: [], country: 'SE' }),
  },
  {
    name: 'none of the plans is called so',
    draw: (cards, viewer) => cards.which(viewer, { said: 'E9', sources, unknown, country: 'SE' }),
  },
  {
    name: 'no plan is called so, and there is none',
    draw: (cards, viewer) => cards.which(viewer, { said: 'E9', sources: [], unknown: [], country: null }),
  },
  { name: 'no source, and products that nobody knows', draw: (cards, viewer) => cards.noSource(viewer, unknown) },
];

export const everyBlockerAtOnce = blocked(
  blockerIds.map((id) =>
    aBlocker(id, {
      is: 'commerce',
      code: '0',
      text: 'A sentence of the commerce, of the length such sentences have, on what is wrong with the subscription.',
    }),
  ),
);

export const answers: CardState[] = [
  ...ofRuns({
    'every blocker': aRun({ assessment: everyBlockerAtOnce }),
    'every evidence': aRun({
      assessment: blocked(evidences.map((evidence) => aBlocker('NOT_ELIGIBLE', evidence))),
    }),
    'blocked, without an API to buy': aRun({
      commerce: 'admin-center',
      assessment: blocked([aBlocker('NOT_ELIGIBLE')]),
    }),
    'few blockers': aRun({ assessment: blocked([aBlocker('NOT_PROVISIONED_OR_UNHEALTHY', { is: 'trial' })]) }),
    'two blockers': aRun({
      assessment: blocked(
        [
          aBlocker('MORE_USERS_THAN_LICENSES', { is: 'seats', assigned: 27, bought: 25 }),
          aBlocker('UNPAID_BALANCE', { is: 'commerce', code: '800009', text: 'The account has an unpaid balance.' }),
        ],
        aSource({ assigned: 27 }),
      ),
    }),
    'every reported message': aRun({
      commerce: 'admin-center',
      assessment: blocked(blockerIds.map((id) => aBlocker(id, { is: 'reported', message: '' }))),
    }),
    'a message of their own': aRun({
      commerce: 'admin-center',
      assessment: blocked([
        aBlocker('UNKNOWN_MESSAGE', { is: 'reported', message: 'Something that nobody has written down.' }),
      ]),
    }),
    'watched until it clears': aRun({
      assessment: blocked([aBlocker('OTHER_UPGRADE_OR_CREDIT_CHECK_PENDING')]),
      state: { is: 'assessed', nextAt: '2026-03-04T11:30:00Z' },
    }),
    'an incident at Microsoft': aRun({ assessment: available({ warnings }) }),
    'an incident on the older agreement': aRun({
      commerce: 'admin-center',
      assessment: { is: 'askTheAdmin', readAt: at, source: aSource(), warnings },
    }),
    'the tab lists plans, as told': aRun({ commerce: 'admin-center' }),
    'ask the admin': aRun({
      commerce: 'admin-center',
      assessment: {
        is: 'askTheAdmin',
        readAt: at,
        source: aSource({ owned: [{ subscriptionId: 'owned-1', sku: 'SPE_E5', seats: 40, free: 30 }] }),
        warnings: [],
      },
    }),
    'add-ons and a refused plan': aRun({
      assessment: available({
        source: aSource({ addOns }),
        plans: ['ENTERPRISEPREMIUM'],
        refused: [{ plan: 'ENTERPRISEPACK', blocker: aBlocker('TARGET_NOT_SUPPORTED') }],
      }),
    }),
    'no run would be opened': aRun({ assessment: { is: 'noSource', readAt: at } }),
  }),
  { name: 'no source', draw: (cards, viewer) => cards.noSource(viewer) },
  ...whichCases,
];
