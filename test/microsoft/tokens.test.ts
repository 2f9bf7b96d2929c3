import { describe, expect, it } from '@jest/globals';
import { azureTokens, scopes } from '../../src/microsoft/tokens.js';
import { portErrorFrom } from './problem-of.js';

describe('tokens from Entra ID', () => {
  it('are unreachable, not denied, when nobody answers at the authority', async () => {
    const tokens = azureTokens({ clientId: 'app', clientSecret: 'very-secret', authority: 'https://127.0.0.1:9' });
    const error = await portErrorFrom(tokens('3f0c5f6e-7a51-4c4e-9d2a-0d7f6f1c2b01', scopes.graph));
    expect(error.problem).toEqual({ is: 'unreachable' });
    expect(error.message).not.toContain('very-secret');
  });
});
