import { afterEach, describe, expect, it } from '@jest/globals';
import type { AnsweringServer } from '../answering-server.js';
import { problemFrom } from '../problem-of.js';
import { connectedCommerce, failed, order } from './connected.js';

let server: AnsweringServer | undefined;
afterEach(() => server?.close());

/** What reading a purchase fails with when the account answers in this way. */
async function problemOf(status: number, code: string, message: string) {
  const connected = await connectedCommerce(() => failed(status, code, message));
  server = connected.server;
  return problemFrom(connected.commerce.find(order));
}

const needs = expect.stringContaining('Billing');

describe('a refusal of a billing account', () => {
  it.each([
    [401, 'Unauthorized', 'A user context is required for this operation.'],
    [403, 'UserContextRequired', 'Not for apps.'],
    [400, 'BadRequest', 'This request requires UserContext.'],
  ])('that asks for a person (%i %s) is for the operator to mend', async (status, code, message) => {
    expect(await problemOf(status, code, message)).toEqual({
      is: 'denied',
      needs: 'Microsoft.Billing: user context',
      mendedBy: 'operator',
    });
  });

  it.each([
    [403, 'AuthorizationFailed'],
    [403, 'LinkedAuthorizationFailed'],
    [400, 'Forbidden'],
    [409, 'UserNotAuthorized'],
  ])('for missing rights is a denial (%i %s), which an admin can mend', async (status, code) => {
    expect(await problemOf(status, code, 'No.')).toEqual({ is: 'denied', needs });
  });

  it.each(['BillingAccountNotActive', 'PaymentDeclined'])(
    'with status 403 and a code of its own (%s) is no missing right',
    async (code) => {
      expect(await problemOf(403, code, 'No.')).toEqual({ is: 'refused', code, text: 'No.' });
    },
  );

  it('with status 403 and no code at all is a denial', async () => {
    expect(await problemOf(403, '', '')).toEqual({ is: 'denied', needs });
  });
});
