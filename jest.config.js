import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { longTests } from './test/support/long-tests.js';

/** Packages that take long to load: once a worker is enough. */
const loadedOnce = [
  'botbuilder/lib/index',
  'restify/lib/index',
  'adaptivecards-templating/lib/adaptivecards-templating',
  'zod/index',
];

const sources = fileURLToPath(new URL('src/', import.meta.url)).replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
/** What was built stands for the sources where they are neither counted nor changed. */
const built = { [`^${sources}.+\\.ts$`]: '<rootDir>/test/support/built.js' };

/** How TypeScript is made into what Node runs. */
export const swcOptions = {
  jsc: { target: 'es2022', parser: { syntax: 'typescript' }, experimental: { keepImportAttributes: true } },
  module: { type: 'es6' },
  sourceMaps: 'inline',
};

/** Of sources, which are then loaded anew for each test file, and of packages. */
const transform = {
  '^.+\\.ts$': ['@swc/jest', swcOptions],
  [`/node_modules/(${loadedOnce.join('|')})\\.c?js$`]: '<rootDir>/test/support/load-once.js',
};

/** Whoever names tests, or counts what is reached, means all of those. */
const meansAll = process.argv.slice(2).some((argument) => argument === '--coverage' || argument.startsWith('test/'));
const leftOut = meansAll ? [] : longTests.map((path) => `<rootDir>/${path}`);

export default {
  globalSetup: '<rootDir>/test/support/setup.js',
  testEnvironment: '<rootDir>/test/support/environment.js',
  globalTeardown: '<rootDir>/test/support/postgres/teardown.js',
  testSequencer: '<rootDir>/test/support/longest-first.js',
  roots: ['<rootDir>/test'],
  testPathIgnorePatterns: ['<rootDir>/test/browser/', '<rootDir>/test/production/', ...leftOut],
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1', '^zod$': '<rootDir>/node_modules/zod/index.cjs' },
  transform: process.argv.includes('--coverage') ? transform : { ...built, ...transform },
  transformIgnorePatterns: [`/node_modules/(?!(${loadedOnce.join('|')})\\.c?js$)`],
  collectCoverageFrom: ['src/**/*.ts'],
  coverageDirectory: 'build/coverage',
  coverageReporters: ['text-summary', 'html'],
  // Looked at with `npm test -- --coverage`: less than this is not what is here now.
  coverageThreshold: { global: { branches: 88, lines: 97 } },
  // A conversation waits for the network half of its time.
  maxWorkers: Math.ceil(1.5 * availableParallelism()),
  // Ends what hangs; how fast a machine is says nothing of whether a test passes.
  testTimeout: 120_000,
};
