export { manualAllowed } from '../tenant/manual-allowed.js';
export { stepOf } from './next-step.js';
export { pathSteps as steps, type Step } from './path-steps.js';
