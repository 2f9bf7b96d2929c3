export type { Asked, Decision, Named } from './definition.js';
