import { describe, expect, it } from '@jest/globals';
import { readLicenceFailure } from '../../../src/upgrade/licences/licence-failures.js';

const sku = '6fd2c87f-b296-42f0-b197-1e91e994b900';

describe("Microsoft's sentence about a refused licence change", () => {
  it.each([
    ['usageLocation', 'License assignment cannot be done for user with invalid usage location.'],
    ['noSeats', `Subscription with SKU ${sku} does not have any available licenses.`],
    ['noSeats', '{"code":60012,"description":"run out of licenses","data":["LicenseQuotaExceededException : x"]}'],
    ['noSeats', 'CountViolation'],
    ['conflict', `License assignment failed because service plans ${sku},${sku} are mutually exclusive.`],
    ['conflict', `License assignment failed because service plan ${sku} conflicts with service plan ${sku}`],
    ['conflict', `License assignment failed because service plans [${sku}], [${sku}] are mutually exclusive`],
    ['conflict', 'MutuallyExclusiveViolation'],
    [
      'dependency',
      `License assignment failed because service plan ${sku} depends on the service plan(s) ${sku}, ${sku}`,
    ],
    ['dependency', 'DependencyViolation'],
    ['inherited', 'User license is inherited from a group membership and it cannot be removed directly from the user.'],
    ['skuNotOwned', `License ${sku} does not correspond to a valid company License.`],
    ['duplicateProxyAddress', 'Proxy address is already being used'],
    ['duplicateProxyAddress', 'UniquenessViolation'],
    ['notAllowedInLocation', 'ProhibitedInUsageLocationViolation'],
    ['denied', 'Insufficient privileges to complete the operation.'],
    ['denied', 'Authorization_RequestDenied'],
    ['gone', `Resource '${sku}' does not exist or one of its queried reference-property objects are not present.`],
    ['gone', 'Request_ResourceNotFound'],
    ['other', 'User does not have a corresponding license.'],
    ['other', 'Other'],
    ['other', ''],
    ['other', 'Something nobody has read before.'],
  ])('is read as %s: "%s"', (reason, text) => {
    for (const said of [text, text.toUpperCase(), text.replaceAll(' ', '\r\n  ')])
      expect(readLicenceFailure(said)).toBe(reason);
  });
});
