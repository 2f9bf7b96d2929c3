import { createRequire } from 'node:module';
import { TestEnvironment } from 'jest-environment-node';

/** Node, with a way out of the test file's own context for what load-once.js names. */
export default class extends TestEnvironment {
  async setup() {
    await super.setup();
    this.global.requireOnce = createRequire(import.meta.url);
  }
}
