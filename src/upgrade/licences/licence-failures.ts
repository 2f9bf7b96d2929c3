import type { Failure } from '../run/shape.js';

/**
 * What a refused licence change comes down to. Every refusal has the same code, `Request_BadRequest`, so the sentence is
 * all there is to go by; the error names are those of a person's licence assignment states.
 * @see https://learn.microsoft.com/entra/identity/users/licensing-groups-resolve-problems
 */
const readings: readonly (readonly [Failure['reason'], RegExp])[] = [
  [
    'notAllowedInLocation',
    /ProhibitedInUsageLocation|not (allowed|available|permitted) in .*location|restricted in .*location/i,
  ],
  ['usageLocation', /usage ?location/i],
  ['inherited', /inherited from a group/i],
  [
    'noSeats',
    /CountViolation|any available licen[sc]es|(not enough|insufficient|run out of|no more) (available )?licen[sc]es|LicenseQuotaExceeded/i,
  ],
  ['conflict', /MutuallyExclusive|mutually exclusive|service plans? .*conflicts? with/i],
  ['dependency', /DependencyViolation|depends? on|dependent (service )?plans?/i],
  ['duplicateProxyAddress', /UniquenessViolation|proxy ?address/i],
  ['skuNotOwned', /does not correspond to a valid company licen[sc]e/i],
  ['denied', /Authorization_RequestDenied|insufficient privileges/i],
  ['gone', /Request_ResourceNotFound|does not exist or one of its queried/i],
];

/**
 * Reads Microsoft's sentence about a refused licence change, or the name of a licence assignment error.
 * @returns `other` for every sentence that is not known; keep the sentence itself beside it.
 */
export function readLicenceFailure(text: string): Failure['reason'] {
  const plain = text.replace(/\s+/g, ' ');
  return readings.find(([, pattern]) => pattern.test(plain))?.[0] ?? 'other';
}
