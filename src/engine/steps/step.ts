import type { Logger } from 'pino';
import type { Documents } from '../../storage/documents.js';
import type { Money } from '../../upgrade/order/order.js';
import type { Found } from '../../upgrade/run/found.js';
import type { Run } from '../../upgrade/run/run.js';
import type { Quotas } from '../quota/quotas.js';
import type { World } from '../read-facts.js';
import type { Timeline } from '../timeline.js';

/** What a step may use. It tells what it finds; what that means for the run is the domain's to say. */
export type StepTools = {
  world: World;
  documents: Documents;
  timeline: Timeline;
  /** What Microsoft lets the bot do in each tenant. */
  quotas: Pick<Quotas, 'forRun'>;
  /** Aborts when the bot is being stopped: park at the next safe place. */
  signal: AbortSignal;
  /**
   * Keeps a finding and resolves with the run after it. A step that goes on for long uses this to store how far it
   * has come, and stops when the run that comes back is no longer in the step's state.
   */
  tell: (found: Found) => Promise<Run>;
  /** What the run's cart comes to now; undefined where no price list tells. */
  priceOf: (run: Run) => Money | undefined;
  log: Logger;
};

/** Carries out the work of one state once; it is called again when the state's `nextAt` has come. */
export type Step = (run: Run, tools: StepTools) => Promise<void>;
