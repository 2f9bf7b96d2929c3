import { whyNot } from './possible.js';
import type { Refusal } from './refusal.js';
import type { Run } from './run.js';

export const whyNotUndone = (run: Run): Refusal | undefined => whyNot(run, { do: 'undo' });
