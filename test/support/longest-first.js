import TestSequencer from '@jest/test-sequencer';

const longest = ['/conversations/killed.', '/conversations/', '/doctor/process.', '/config-process.'];

/**
 * Starts the files that take longest before the others, so that no worker is left alone with one at the end. Jest knows
 * how long a file took only where it ran before.
 */
export default class extends TestSequencer {
  sort(tests) {
    const place = ({ path }) => {
      const at = longest.findIndex((part) => path.includes(part));
      return at === -1 ? longest.length : at;
    };
    return super.sort(tests).sort((one, other) => place(one) - place(other));
  }
}
