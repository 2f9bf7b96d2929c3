import type { FaultInput } from './faults.js';
import type { ScenarioInput } from './scenario.js';

export interface NamedScenario {
  readonly line: { readonly en: string; readonly sv: string };
  readonly scenario: ScenarioInput & { displayName: string; users: number };
  /** Faults that strike this tenant once each. */
  readonly faults?: readonly FaultInput[];
}

/** The practice tenants, by name. */
export const namedScenarios: Readonly<Record<string, NamedScenario>> = {
  contoso: {
    line: { en: 'The Upgrade tab works.', sv: 'Fliken Uppgradera fungerar.' },
    scenario: {
      displayName: 'Contoso',
      users: 25,
      withDisabledPlans: { SHAREPOINTENTERPRISE: 4, YAMMER_ENTERPRISE: 3 },
      latencyMs: [5, 20],
    },
  },
  fabrikam: {
    line: {
      en: 'More people than licenses, and an unpaid balance.',
      sv: 'Fler personer än licenser och ett obetalt saldo.',
    },
    scenario: {
      displayName: 'Fabrikam',
      country: 'DE',
      currency: 'EUR',
      users: 25,
      seats: 22,
      blockers: ['MORE_USERS_THAN_LICENSES', 'UNPAID_BALANCE'],
      latencyMs: [5, 20],
    },
  },
  northwind: {
    line: {
      en: 'Two E4 subscriptions and an add-on: upgraded by hand.',
      sv: 'Två E4-abonnemang och ett tillägg: uppgraderas för hand.',
    },
    scenario: {
      displayName: 'Northwind Traders',
      country: 'SE',
      currency: 'SEK',
      users: 40,
      addOns: ['SHAREPOINTSTORAGE', 'MCOMEETADV'],
      withDisabledPlans: { SHAREPOINTENTERPRISE: 5, YAMMER_ENTERPRISE: 6, STREAM_O365_E3: 2 },
      blockers: ['MULTIPLE_PLANS_SAME_PRODUCT', 'HAS_ADDON'],
      provisioningDelay: 'PT20M',
      latencyMs: [5, 20],
    },
  },
  tailspin: {
    line: {
      en: 'Pays by invoice, so a credit check comes first.',
      sv: 'Betalar med faktura, så en kreditkontroll görs först.',
    },
    scenario: {
      displayName: 'Tailspin Toys',
      country: 'GB',
      currency: 'GBP',
      users: 60,
      payment: 'invoice',
      creditCheck: 'approve',
      withDisabledPlans: { SWAY: 6 },
      latencyMs: [5, 20],
    },
  },
  wingtip: {
    line: {
      en: 'Bought through another partner, who must do the upgrade.',
      sv: 'Köpt genom en annan partner, som måste göra uppgraderingen.',
    },
    scenario: {
      displayName: 'Wingtip Toys',
      country: 'NO',
      currency: 'NOK',
      users: 25,
      purchaseChannel: 'partner',
      latencyMs: [5, 20],
    },
  },
  litware: {
    line: {
      en: 'An older agreement: guided step by step in the admin center.',
      sv: 'Ett äldre avtal: vägledning steg för steg i administrationscentret.',
    },
    scenario: {
      displayName: 'Litware',
      country: 'SE',
      currency: 'SEK',
      users: 25,
      commerce: 'admin-center',
      withDisabledPlans: { SHAREPOINTENTERPRISE: 3 },
      latencyMs: [5, 20],
    },
  },
  adatum: {
    line: {
      en: 'A large tenant: 5,000 people, groups, switched-off services, missing usage locations.',
      sv: 'En stor organisation: 5 000 personer, grupper, avstängda tjänster, användningsplatser som saknas.',
    },
    scenario: {
      displayName: 'Adatum Corporation',
      country: 'SE',
      currency: 'SEK',
      users: 5000,
      groups: [
        { name: 'Sales Nordics', users: 400, alsoDirect: 20 },
        { name: 'Ekonomi & löner', users: 150, disabledPlans: ['YAMMER_ENTERPRISE'] },
        { name: 'Warehouse', users: 60 },
      ],
      withoutUsageLocation: 7,
      withDisabledPlans: { SHAREPOINTENTERPRISE: 120, YAMMER_ENTERPRISE: 300, SWAY: 45 },
      latencyMs: [5, 20],
    },
  },
  woodgrove: {
    line: {
      en: 'Everything goes wrong once: throttling, resets, lost replies.',
      sv: 'Allt går fel en gång: strypning, avbrott, förlorade svar.',
    },
    scenario: {
      displayName: 'Woodgrove Bank',
      country: 'GB',
      currency: 'GBP',
      users: 25,
      withDisabledPlans: { SHAREPOINTENTERPRISE: 2 },
      latencyMs: [20, 150],
    },
    faults: [
      { match: { method: 'GET', path: '/subscribedSkus' }, effect: 'status', status: 429, retryAfter: 1, times: 1 },
      { match: { method: 'GET', path: '/directory/subscriptions' }, effect: 'reset', times: 1 },
      { match: { method: 'GET', path: '/v1\\.0/users' }, effect: 'status', status: 503, retryAfter: 1, times: 1 },
      { match: { method: 'GET', path: '/transitioneligibilities' }, effect: 'status', status: 503, times: 1 },
      { match: { method: 'POST', path: '/transitions' }, effect: 'lostReply', times: 1 },
      { match: { method: 'POST', path: '/checkout' }, effect: 'lostReply', times: 1 },
      { match: { method: 'POST', path: '/carts$' }, effect: 'reset', times: 1 },
      { match: { method: 'POST', path: '/users/[^/]+/assignLicense' }, effect: 'status', status: 409, times: 1 },
      {
        match: { method: 'POST', path: '/users/[^/]+/assignLicense' },
        effect: 'status',
        status: 429,
        retryAfter: 1,
        times: 1,
      },
      { match: { method: 'POST', path: '/users/[^/]+/assignLicense' }, effect: 'lostReply', times: 1 },
      { match: { method: 'PATCH', path: '/subscriptions/' }, effect: 'lostReply', times: 1 },
    ],
  },
};
