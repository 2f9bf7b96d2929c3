import base from './jest.config.js';
import { longTests } from './test/support/long-tests.js';

/** What a plain `npm test` leaves out. */
export default {
  ...base,
  testPathIgnorePatterns: ['/node_modules/'],
  testRegex: longTests.map((path) => `/${path}.*\\.test\\.ts$`),
};
