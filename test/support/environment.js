import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { TestEnvironment } from 'jest-environment-node';

const dist = pathToFileURL(fileURLToPath(new URL('../../dist/', import.meta.url)));

/**
 * Node, with two ways out of the test file's own context: for what load-once.js names, and for the built product, which
 * a worker then loads once and not again for every file (built.js).
 */
export default class extends TestEnvironment {
  async setup() {
    await super.setup();
    this.global.requireOnce = createRequire(import.meta.url);
    // What is built asks whether what it is given is an error, and means its own kind.
    Object.assign(this.global, { AggregateError, Error, RangeError, SyntaxError, TypeError });
    this.global.importBuilt = (path) => import(new URL(path, dist).href);
  }
}
