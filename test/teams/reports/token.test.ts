import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Claim, readToken, signToken } from '../../../src/teams/reports/token.js';

const key = 'a key of this test that is long enough';
const now = new Date('2026-03-04T09:30:00Z');
const claim: Claim = {
  tenantId: 'contoso',
  runId: 'run-1',
  personId: 'alex',
  file: 'people',
  language: 'sv',
  expires: now.getTime() + 60_000,
};
const at = (ms: number) => new Date(now.getTime() + ms);

describe('a link token', () => {
  it('says what it was signed for', () => {
    expect(readToken(signToken(claim, key), key, now)).toEqual({ is: 'good', claim });
  });

  it('ends at its time, not a moment later', () => {
    const token = signToken(claim, key);
    expect(readToken(token, key, at(59_999)).is).toBe('good');
    expect(readToken(token, key, at(60_000)).is).toBe('expired');
  });

  it('is worth nothing when any letter of it was changed', () => {
    const token = signToken(claim, key);
    const letter = fc.constantFrom(...'abcXYZ019-_.=/+ ');
    fc.assert(
      fc.property(fc.nat(token.length - 1), letter, (place, other) => {
        const forged = token.slice(0, place) + other + token.slice(place + 1);
        expect(readToken(forged, key, now).is).toBe(forged === token ? 'good' : 'invalid');
      }),
    );
  });

  it('does not let another person, run or tenant be written into it', () => {
    const [, signature] = signToken(claim, key).split('.');
    for (const other of [{ personId: 'patti' }, { runId: 'run-2' }, { tenantId: 'fabrikam' }, { expires: 9e15 }]) {
      const payload = Buffer.from(JSON.stringify({ ...claim, ...other })).toString('base64url');
      expect(readToken(`${payload}.${signature}`, key, now).is).toBe('invalid');
    }
  });

  it('is worth nothing under another key, or when it is no token at all', () => {
    expect(readToken(signToken(claim, key), `${key}2`, now).is).toBe('invalid');
    for (const sent of ['', '.', 'x', 'x.y.z', 'x'.repeat(10_000)])
      expect(readToken(sent, key, now).is).toBe('invalid');
    fc.assert(fc.property(fc.string(), (sent) => readToken(sent, key, now).is === 'invalid'));
  });
});
