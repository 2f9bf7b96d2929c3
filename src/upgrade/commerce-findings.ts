import type { BlockerId } from './blockers.js';
import type { CommerceFinding } from './facts.js';

/**
 * Error codes of Partner Center's upgrade and transition eligibility that mean the same in both lists, by their
 * documented name in lower case without separators. Names are used where a number would be ambiguous.
 * @see https://learn.microsoft.com/partner-center/developer/upgrade-resources
 * @see https://learn.microsoft.com/partner-center/developer/transition-a-subscription
 */
const byName: Readonly<Record<string, BlockerId>> = {
  delegatedadminpermissionsdisabled: 'MISSING_ROLE',
  subscriptionstatusnotactive: 'SUBSCRIPTION_NOT_ACTIVE',
  conflictingservicetypes: 'TARGET_NOT_SUPPORTED',
  concurrencyconflicts: 'OTHER_UPGRADE_OR_CREDIT_CHECK_PENDING',
  usercontextrequired: 'MISSING_ROLE',
  subscriptionaddonspresent: 'HAS_ADDON',
  subscriptiondoesnothaveanyupgradepaths: 'NOT_ELIGIBLE',
  subscriptiontargetoffernotfound: 'TARGET_NOT_SUPPORTED',
  subscriptionnotprovisioned: 'NOT_PROVISIONED_OR_UNHEALTHY',
  offerdoesnotsupportbillingcycle: 'TARGET_NOT_SUPPORTED',
  insufficientgranularadminpermissions: 'MISSING_ROLE',
  conversionsnotfound: 'NOT_ELIGIBLE',
};

const nameOfNumber: Readonly<Record<string, string>> = {
  '1': 'delegatedadminpermissionsdisabled',
  '2': 'subscriptionstatusnotactive',
  '3': 'conflictingservicetypes',
  '4': 'concurrencyconflicts',
  '5': 'usercontextrequired',
  '6': 'subscriptionaddonspresent',
  '7': 'subscriptiondoesnothaveanyupgradepaths',
  '8': 'subscriptiontargetoffernotfound',
  '9': 'subscriptionnotprovisioned',
  '10': 'offerdoesnotsupportbillingcycle',
  '13': 'insufficientgranularadminpermissions',
};

/** Words of the documented messages, lower case with straight apostrophes, English and Swedish. */
const byWords: readonly (readonly [BlockerId, readonly string[]])[] = [
  ['MORE_USERS_THAN_LICENSES', ['more users than licenses', 'more users than licences', 'fler användare än licenser']],
  [
    'NOT_PROVISIONED_OR_UNHEALTHY',
    [
      "isn't fully set up",
      'is not fully set up',
      "service isn't available",
      'service is not available',
      'not provisioned',
      'subscription mapping is required',
      'inte är helt konfigurerad',
      'tjänsten inte är tillgänglig',
    ],
  ],
  [
    'OTHER_UPGRADE_OR_CREDIT_CHECK_PENDING',
    [
      'another plan is in the process of being',
      'another plan is being',
      'pending a credit check',
      'credit check is pending',
      'ett annat abonnemang håller på att',
      'väntar på kreditkontroll',
    ],
  ],
  [
    'MULTIPLE_PLANS_SAME_PRODUCT',
    [
      'two or more plans for the same product',
      'conflicting subscriptions',
      'två eller fler abonnemang för samma produkt',
    ],
  ],
  ['PREPAID', ['prepaid plan', 'pre-paid plan', 'förbetalt abonnemang']],
  ['GOV_OR_NONPROFIT', ['government or non-profit', 'government or nonprofit', 'myndigheter eller ideell verksamhet']],
  ['TEMPORARY_ISSUE', ['temporary issue', 'tillfälligt problem']],
  [
    'TARGET_NOT_SUPPORTED',
    [
      "isn't a supported option",
      'is not a supported option',
      'abonnemanget som du vill uppgradera till stöds inte',
      'conflicting services',
    ],
  ],
  ['HAS_ADDON', ['has an add-on', 'has an addon', 'har ett tillägg']],
  ['UNPAID_BALANCE', ['unpaid balance', 'obetaldt saldo', 'obetalt saldo']],
  [
    'SUBSCRIPTION_NOT_ACTIVE',
    ['state is not active', 'status is not active', 'subscription is not active', "subscription isn't active"],
  ],
  ['TRIAL', ['trial subscription', 'subscription is a trial', 'utvärderingsprenumeration', 'utvärderingsversion']],
  ['MISSING_ROLE', ['admin permissions', 'insufficient privileges']],
  [
    'NOT_ELIGIBLE',
    [
      'not eligible to upgrade',
      "isn't eligible to upgrade",
      'not eligible to change',
      "isn't eligible to change",
      'går det inte att uppgradera den här prenumerationen',
    ],
  ],
];

/**
 * Which blocker a finding of the commerce's eligibility answer stands for: by its code (a number, or its name in snake
 * or Pascal case), and where the code tells nothing or means different things in Microsoft's two lists, by the
 * documented words in its text.
 * @returns `UNKNOWN_MESSAGE` when neither is known.
 */
export function blockerFromCommerce(finding: CommerceFinding): BlockerId {
  const spoken = fromWords(finding.text);
  const code = finding.code
    .trim()
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');
  const name = nameOfNumber[code] ?? code;
  // The code says only "conflicting": with services of the new plan, or with another subscription of the same product.
  if (name === 'conflictingservicetypes' && spoken === 'MULTIPLE_PLANS_SAME_PRODUCT') return spoken;
  // In one list 11 is a missing permission, in the other it is "no conversions found".
  if (name === '11')
    return spoken ?? (/permission|granular|gdap/i.test(finding.text) ? 'MISSING_ROLE' : 'NOT_ELIGIBLE');
  return (Object.hasOwn(byName, name) ? byName[name] : undefined) ?? spoken ?? 'UNKNOWN_MESSAGE';
}

function fromWords(text: string): BlockerId | undefined {
  const plain = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[‘’ʼ´`]/g, "'")
    .replace(/[‐‑]/g, '-')
    .replace(/\s+/g, ' ');
  return byWords.find(([, words]) => words.some((one) => plain.includes(one)))?.[0];
}
