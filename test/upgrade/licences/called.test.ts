import { describe, expect, it } from '@jest/globals';
import { calledOf } from '../../../src/upgrade/licences/called.js';

describe('what somebody is called', () => {
  it('is their name, else their sign-in name, else their id', () => {
    expect(calledOf({ id: '1', displayName: 'Adele', userPrincipalName: 'a@b.example' })).toBe('Adele');
    expect(calledOf({ id: '1', displayName: ' ', userPrincipalName: 'a@b.example' })).toBe('a@b.example');
    expect(calledOf({ id: '1', displayName: '', userPrincipalName: '' })).toBe('1');
    expect(calledOf({ id: 'g', displayName: '' })).toBe('g');
  });
});
