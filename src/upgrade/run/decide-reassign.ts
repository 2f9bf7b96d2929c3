export { mostNamed } from './states/manual-reassign.js';
