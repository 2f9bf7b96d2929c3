import build from './build.js';
import prepareForPostgres from './postgres/setup.js';

/** Before the first test. */
export default function setup() {
  build();
  prepareForPostgres();
}
