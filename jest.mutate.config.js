import { fileURLToPath } from 'node:url';
import base, { transform } from './jest.config.js';

/** The tests that say of a deliberate fault in the domain or the engine whether it is seen: those nearest to both rooms. */
export default {
  ...base,
  // The mutation runner wraps it in its own, and looks for it by its whole path.
  testEnvironment: fileURLToPath(new URL('./test/support/environment.js', import.meta.url)),
  testSequencer: '<rootDir>/test/support/nearest-first.js',
  globalSetup: '<rootDir>/test/support/postgres/setup.js',
  transform,
  testPathIgnorePatterns: [],
  roots: ['test/upgrade', 'test/engine'].map((room) => `<rootDir>/${room}`),
};
