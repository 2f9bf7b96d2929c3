import base from './jest.config.js';

const [[typescript, swc]] = Object.entries(base.transform);

/**
 * The tests that say of a deliberate fault in the domain or the engine whether it is seen: those nearest to both rooms.
 * In Node's plain environment, which the mutation runner wraps in its own.
 */
export default {
  extensionsToTreatAsEsm: base.extensionsToTreatAsEsm,
  moduleNameMapper: base.moduleNameMapper,
  transform: { [typescript]: swc },
  testEnvironment: 'node',
  testTimeout: base.testTimeout,
  roots: ['test/upgrade', 'test/engine', 'test/promises'].map((room) => `<rootDir>/${room}`),
};
