import { availableParallelism } from 'node:os';
import base from './jest.config.js';
import { longTests } from './test/support/long-tests.js';

/** What a plain `npm test` leaves out. */
export default {
  ...base,
  testPathIgnorePatterns: ['/node_modules/'],
  testRegex: longTests.map((path) => `/${path}.*\\.test\\.ts$`),
  // Half of the time of most of these passes with waiting: for another process, for a disk, for a card.
  maxWorkers: 2 * availableParallelism(),
};
