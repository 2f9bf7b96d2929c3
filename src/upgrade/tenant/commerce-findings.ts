import type { BlockerId } from './blockers.js';
import type { CommerceFinding } from './facts.js';

/**
 * Error codes of Partner Center's upgrade and transition eligibility: the number, the documented name in lower case
 * without separators, and what it stands for. From 11 on the two lists number differently.
 * @see https://learn.microsoft.com/partner-center/developer/upgrade-resources
 * @see https://learn.microsoft.com/partner-center/developer/transition-a-subscription
 */
const codes: readonly (readonly [number: string, name: string, BlockerId])[] = [
  ['1', 'delegatedadminpermissionsdisabled', 'MISSING_ROLE'],
  ['2', 'subscriptionstatusnotactive', 'SUBSCRIPTION_NOT_ACTIVE'],
  ['3', 'conflictingservicetypes', 'TARGET_NOT_SUPPORTED'],
  ['4', 'concurrencyconflicts', 'OTHER_UPGRADE_OR_CREDIT_CHECK_PENDING'],
  ['5', 'usercontextrequired', 'MISSING_ROLE'],
  ['6', 'subscriptionaddonspresent', 'HAS_ADDON'],
  ['7', 'subscriptiondoesnothaveanyupgradepaths', 'NOT_ELIGIBLE'],
  ['8', 'subscriptiontargetoffernotfound', 'TARGET_NOT_SUPPORTED'],
  ['9', 'subscriptionnotprovisioned', 'NOT_PROVISIONED_OR_UNHEALTHY'],
  ['10', 'offerdoesnotsupportbillingcycle', 'TARGET_NOT_SUPPORTED'],
  ['11', 'conversionsnotfound', 'NOT_ELIGIBLE'],
  ['13', 'insufficientgranularadminpermissions', 'MISSING_ROLE'],
];
const byCode: ReadonlyMap<string, BlockerId> = new Map(
  codes.flatMap(([number, name, id]): [string, BlockerId][] => [
    [number, id],
    [name, id],
  ]),
);

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
  const code = plainCode(finding);
  // The code says only "conflicting": with services of the new plan, or with another subscription of the same product.
  if (isConflict(finding) && spoken === 'MULTIPLE_PLANS_SAME_PRODUCT') return spoken;
  // In one list 11 is "no conversions found", in the other a missing permission.
  if (code === '11' && /permission|granular|gdap/i.test(finding.text)) return 'MISSING_ROLE';
  return byCode.get(code) ?? spoken ?? 'UNKNOWN_MESSAGE';
}

/** Whether the commerce says that services conflict. */
export function isConflict(finding: CommerceFinding): boolean {
  const code = plainCode(finding);
  return code === '3' || code === 'conflictingservicetypes';
}

function plainCode({ code }: CommerceFinding): string {
  return code.toLowerCase().replace(/[^a-z0-9]/g, '');
}

function fromWords(text: string): BlockerId | undefined {
  const plain = text
    .replace(/[‘’ʼ´`]/g, "'")
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[‐‑]/g, '-')
    .replace(/\s+/g, ' ');
  return byWords.find(([, words]) => words.some((one) => plain.includes(one)))?.[0];
}
