import type { OtherPurchase } from '../../../src/upgrade/run/bought-by-hand.js';
import type { Run } from '../../../src/upgrade/run/run.js';
import type { SourceFound } from '../../../src/upgrade/tenant/assessment.js';
import { aSource, available, guided, runIn } from '../../support/runs.js';
import { ofRuns, type RunCardState } from './state.js';

/** Suites that Microsoft does not name as ways on from E4, owned or bought instead: without Teams, newer, or too small. */

const noTeams = 'Microsoft_365_E5_(no_Teams)';
const e7 = 'MICROSOFT_365_E7';
const lacks = ['MCOVOICECONF', 'TEAMS1'];
const [because, until] = ['trial', '2026-04-01T00:00:00Z'] as const;

const editions: OtherPurchase[] = [
  { subscriptionId: 'bought-1', sku: noTeams, seats: 25, less: ['teams'], lacks },
  { subscriptionId: 'bought-2', sku: 'O365_w/o_Teams_Bundle_E3', seats: 25, less: ['teams'], lacks, because, until },
];
const newer: OtherPurchase = { subscriptionId: 'bought-3', sku: e7, seats: 30, less: [], lacks: ['MCOVOICECONF'] };
const tooSmall: OtherPurchase = {
  subscriptionId: 'bought-4',
  sku: 'STANDARDPACK',
  seats: 1,
  less: ['mail', 'files', 'officeApps'],
  lacks: ['MCOVOICECONF', 'OFFICESUBSCRIPTION'],
};

const owned: SourceFound['owned'] = [
  { subscriptionId: 'owned-1', sku: 'ENTERPRISEPREMIUM', seats: 40, free: 40, because, until },
  { subscriptionId: 'owned-2', sku: noTeams, seats: 30, free: 30, lacks },
  { subscriptionId: 'owned-3', sku: e7, seats: 30, free: 30, lacks: ['MCOVOICECONF'], because, until: null },
  { subscriptionId: 'owned-4', sku: 'MICROSOFT_365_E7_NO_TEAMS', seats: 9, free: 9, lacks },
];
const assessment = available({ source: aSource({ owned }) });
const taken: Partial<Run> = { path: 'manual', plan: noTeams, lacks, assessment };

export const otherPlans: RunCardState[] = ofRuns({
  'owned without Teams': { ...runIn.manualBuy(), assessment },
  'owned without Teams, guided': { ...runIn.manualBuy(), commerce: 'admin-center', assessment },
  'plans with one that is owned without Teams': { ...runIn.choosingPlan(), path: 'manual', assessment },
  'before beginning without Teams': { ...runIn.beforeYouBegin(), ...taken },
  'bought without Teams instead': guided('buy', {}, { others: editions.slice(0, 1) }),
  'bought several instead': guided('buy', {}, { others: [...editions, newer, tooSmall] }),
  'ordered another on the tab': guided('placeOrder', {}, { others: [newer] }),
  'some would lose Teams': { ...runIn.manualReassign(), ...taken, reassign: null, losingTeams: 7 },
  'one would lose Teams': { ...runIn.manualReassign(), ...taken, reassign: null, losingTeams: 1 },
  'nobody would lose Teams': { ...runIn.manualReassign(), ...taken, reassign: null, losingTeams: 0 },
  'completed without Teams': { ...runIn.completed(), ...taken },
});
