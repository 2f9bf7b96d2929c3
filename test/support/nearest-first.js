import TestSequencer from '@jest/test-sequencer';

const rooms = ['/test/upgrade/', '/test/engine/', '/test/promises/'];
const roomOf = ({ path }) => rooms.findIndex((room) => path.includes(room));

/** What is nearest to the domain first: a deliberate fault is seen there in milliseconds, in a conversation in seconds. */
export default class extends TestSequencer {
  sort(tests) {
    return [...tests].sort((one, other) => roomOf(one) - roomOf(other));
  }
}
