import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { permissions } from '../../src/microsoft/permissions.js';

describe('the permissions that are checked', () => {
  it('are those the README tells an operator to grant', () => {
    const told = readFileSync('README.md', 'utf8').matchAll(/`([A-Z]\w+\.(?:Read|ReadWrite)\.(?:All|Directory))`/g);
    const names = new Set([...told].map(([, name]) => name));
    expect([...names].sort()).toEqual(permissions.map(({ name }) => name).sort());
  });

  it('are all to be read with, but for two to write with, which are not required', () => {
    const write = permissions.filter(({ name }) => name.includes('ReadWrite'));
    expect(write.map(({ name, required }) => [name, required])).toEqual([
      ['LicenseAssignment.ReadWrite.All', false],
      ['User.ReadWrite.All', false],
    ]);
  });
});
