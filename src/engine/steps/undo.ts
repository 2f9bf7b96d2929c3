import type { Step } from './step.js';

export const undo: Step = async () => {
  throw new Error('not there yet');
};
