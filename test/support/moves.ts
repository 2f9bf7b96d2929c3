import type { Json } from './card-json.js';

/** Each kind of move between plans. */

export type Move = {
  scenario: Json;
  /** skuPartNumber of the new plan, and what it is called. */
  plan: string;
  called: string;
  /** `guided`: the old plan is ended by an admin in the admin center. */
  way: 'automatic' | 'manual' | 'guided';
  /** Who holds what at the end. */
  holding: Record<string, number>;
  /** What has to be said before anything begins, in each language. */
  said?: { en: RegExp; sv: RegExp };
};

const manual = { blockers: ['NOT_ELIGIBLE'], provisioningDelay: 'PT1S' };

export const moves: Record<string, Move> = {
  'Office 365 E1 to E3': {
    scenario: { source: 'STANDARDPACK', users: 4, withDisabledPlans: { SWAY: 1 } },
    plan: 'ENTERPRISEPACK',
    called: 'Office 365 E3',
    way: 'automatic',
    holding: { ENTERPRISEPACK: 4 },
  },
  'Office 365 E3 to Microsoft 365 E3': {
    scenario: { source: 'ENTERPRISEPACK', users: 4 },
    plan: 'SPE_E3',
    called: 'Microsoft 365 E3',
    way: 'automatic',
    holding: { SPE_E3: 4 },
  },
  'Microsoft 365 E3 to E5': {
    scenario: { source: 'SPE_E3', users: 4 },
    plan: 'SPE_E5',
    called: 'Microsoft 365 E5',
    way: 'automatic',
    holding: { SPE_E5: 4 },
  },
  'Business Standard to Premium': {
    scenario: { source: 'O365_BUSINESS_PREMIUM', users: 4 },
    plan: 'SPB',
    called: 'Microsoft 365 Business Premium',
    way: 'automatic',
    holding: { SPB: 4 },
  },
  'Microsoft 365 F3 to E3': {
    scenario: { source: 'SPE_F1', users: 4, withDisabledPlans: { EXCHANGE_S_DESKLESS: 1 } },
    plan: 'SPE_E3',
    called: 'Microsoft 365 E3',
    way: 'automatic',
    holding: { SPE_E3: 4 },
  },
  'Microsoft 365 E5 down to E3': {
    scenario: { ...manual, source: 'SPE_E5', users: 4, owned: [{ sku: 'SPE_E3', seats: 4 }] },
    plan: 'SPE_E3',
    called: 'Microsoft 365 E3',
    way: 'manual',
    holding: { SPE_E3: 4 },
    said: {
      en: /4 people have something switched on that Microsoft 365 E3 lacks/,
      sv: /4 personer har något påslaget som Microsoft 365 E3 saknar/,
    },
  },
  'Microsoft 365 E3 to the same without Teams, and Teams beside': {
    scenario: {
      ...manual,
      commerce: 'admin-center',
      source: 'SPE_E3',
      users: 4,
      owned: [
        { sku: 'O365_w/o Teams Bundle_M3', seats: 4 },
        { sku: 'Microsoft_Teams_EEA_New', seats: 4 },
      ],
    },
    plan: 'O365_w/o Teams Bundle_M3',
    called: 'Microsoft 365 E3 EEA (no Teams)',
    way: 'guided',
    holding: { 'O365_w/o Teams Bundle_M3': 4, Microsoft_Teams_EEA_New: 4 },
    said: { en: /comes without Microsoft Teams/, sv: /innehåller inte Microsoft Teams/ },
  },
  'Microsoft 365 E3 with E5 Security to E5': {
    scenario: {
      ...manual,
      source: 'SPE_E3',
      users: 4,
      owned: [
        { sku: 'SPE_E5', seats: 4 },
        { sku: 'IDENTITY_THREAT_PROTECTION', seats: 4, users: 3 },
      ],
    },
    plan: 'SPE_E5',
    called: 'Microsoft 365 E5',
    way: 'manual',
    holding: { SPE_E5: 4 },
  },
};
