import { describe, expect, it } from '@jest/globals';
import { azureTokens, scopes, tokenProblem } from '../../src/microsoft/tokens.js';
import { portErrorFrom } from './problem-of.js';

describe('tokens from Entra ID', () => {
  it('are unreachable, not denied, when nobody answers at the authority', async () => {
    const tokens = azureTokens({ clientId: 'app', clientSecret: 'very-secret', authority: 'https://127.0.0.1:9' });
    const error = await portErrorFrom(tokens('3f0c5f6e-7a51-4c4e-9d2a-0d7f6f1c2b01', scopes.graph));
    expect(error.problem).toEqual({ is: 'unreachable' });
    expect(error.message).not.toContain('very-secret');
  });

  it.each([
    ['AADSTS7000215: Invalid client secret provided.', 401, 'denied'],
    ['AADSTS700016: Application was not found in the directory.', 400, 'denied'],
    ['AADSTS90033: A transient error has occurred.', 503, 'unreachable'],
    ['AADSTS50196: The server terminated an operation.', 429, 'unreachable'],
    ['network_error: Network request failed', undefined, 'unreachable'],
  ])('tell a refusal from an outage: %s', (message, statusCode, is) => {
    expect(tokenProblem(Object.assign(new Error(message), { statusCode })).is).toBe(is);
  });
});
