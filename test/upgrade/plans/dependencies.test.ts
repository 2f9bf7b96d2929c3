import { describe, expect, it } from '@jest/globals';
import { dependencies, readDependencies } from '../../../src/upgrade/plans/dependencies.js';

const row = {
  services: ['AUDIO'],
  needsOneOf: ['TEAMS', 'SKYPE'],
  source: 'https://learn.microsoft.com/a-page',
  read: '2026-11-28',
};
const known = new Set(['AUDIO', 'TEAMS', 'SKYPE']);

describe('the table of services that need each other', () => {
  it('gives one dependency a service', () => {
    const two = { ...row, services: ['AUDIO', 'TEAMS'], needsOneOf: ['SKYPE'] };
    expect(readDependencies({ dependencies: [row, two] }, known)).toEqual([
      { service: 'AUDIO', needsOneOf: ['TEAMS', 'SKYPE'] },
      { service: 'AUDIO', needsOneOf: ['SKYPE'] },
      { service: 'TEAMS', needsOneOf: ['SKYPE'] },
    ]);
  });

  it.each([
    ['a service that is not there', { services: ['PHONE'] }, 'there is no service PHONE'],
    ['something to live on that is not there', { needsOneOf: ['PHONE'] }, 'there is no service PHONE'],
    ['a service that needs itself', { needsOneOf: ['AUDIO'] }, 'AUDIO is said to need itself'],
    ['no source', { source: 'somewhere' }, 'source'],
    ['no day on which it was read', { read: 'lately' }, 'read'],
  ])('does not take a row with %s', (_what, change, says) => {
    expect(() => readDependencies({ dependencies: [{ ...row, ...change }] }, known)).toThrow(says);
  });

  it('knows what the pages of Microsoft name', () => {
    const needs = (service: string) => dependencies.find((one) => one.service === service)?.needsOneOf;
    expect(needs('THREAT_INTELLIGENCE')).toContain('EXCHANGE_S_ENTERPRISE');
    expect(needs('EXCHANGE_S_ARCHIVE_ADDON')).toContain('EXCHANGE_S_STANDARD');
    expect(needs('MCOEV')).toEqual(['MCOSTANDARD', 'TEAMS1']);
    expect(needs('MCOMEETADV')).toEqual(['MCOSTANDARD', 'TEAMS1']);
    expect(needs('SHAREPOINTWAC')).toContain('SHAREPOINTENTERPRISE');
  });
});
