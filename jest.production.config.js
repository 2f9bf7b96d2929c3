import base from './jest.config.js';

/** What asks the package registry: an installation as production has it. */
export default {
  ...base,
  roots: ['<rootDir>/test/production'],
  testPathIgnorePatterns: ['/node_modules/'],
  testTimeout: 600_000,
};
