import { describe, expect, it } from '@jest/globals';
import { conflictIn, dependenciesIn, inPlainNames } from '../../../src/upgrade/licences/refusal-text.js';

const audio = '3e26ee1f-8a5f-4d52-aee2-b81ce45c8f40';
const skype = '0feaeb32-d00e-4d66-bd5a-43b5b83db82c';
const teams = '57ff2da0-773e-42df-b2af-ffb7a2317929';
const e5 = 'c7df2760-2c81-4ef7-b578-5b5392b571df';
const learnt = [{ service: audio, needsOneOf: [skype, teams] }];

describe("what a refusal's sentence names", () => {
  it.each([
    `License assignment failed because service plan ${audio} depends on the service plan(s) ${skype},${teams}`,
    `License assignment failed because service plan ${audio.toUpperCase()} depends on the service plan(s) ${skype}, ${teams}.`,
    `License assignment failed because service plan [${audio}] depends on the service plan(s) [${skype}], [${teams}]`,
  ])('is a dependency in "%s"', (text) => {
    expect(dependenciesIn(text)).toEqual(learnt);
  });

  it.each([
    'DependencyViolation',
    `service plan ${audio} depends on something`,
    `service plan ${audio} is independent of ${skype}`,
    `${audio},${skype}`,
    '',
  ])('is no dependency that could be learnt in "%s"', (text) => {
    expect(dependenciesIn(text)).toEqual([]);
  });

  it('is what excludes each other in a conflict', () => {
    const text = `License assignment failed because service plans ${audio},${skype} are mutually exclusive.`;
    expect(conflictIn(text)).toEqual([audio, skype]);
    expect(dependenciesIn(text)).toEqual([]);
    expect(conflictIn(`service plan ${audio} depends on the service plan(s) ${skype}`)).toEqual([]);
    expect(conflictIn('MutuallyExclusiveViolation')).toEqual([]);
  });

  it('is told by friendly names, products and services alike; an id that nobody knows stays', () => {
    const nobody = '00000000-0000-4000-8000-000000000009';
    expect(inPlainNames(`Plan ${audio.toUpperCase()} of ${e5} needs ${nobody}.`)).toBe(
      `Plan Microsoft 365 Audio Conferencing of Office 365 E5 needs ${nobody}.`,
    );
  });
});
