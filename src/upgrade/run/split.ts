import { z } from 'zod';
import { alongSchema, nothingAlong } from '../plans/along.js';
import { losingSchema } from './losing.js';

/**
 * Two targets: those who were named go to one plan, and everybody else who holds the old plan to another. While the two
 * are bought and looked at, the run's `plan` is the one whose turn it is; from then on it is the plan of the rest.
 */

/** How it was said who goes to the first of two plans. */
const partBySchema = z.discriminatedUnion('is', [
  z.object({ is: z.literal('names') }),
  z.object({ is: z.literal('group'), name: z.string() }),
  z.object({ is: z.literal('department'), name: z.string() }),
]);

export const splitSchema = z.object({
  /** skuPartNumber of the plan for those who were named. */
  plan: z.string(),
  /** skuPartNumber of the plan for everybody else, also for whoever gets the old plan later. */
  rest: z.string(),
  by: partBySchema,
  /** How many were named; their ids are deleted with what is written down of who had what. */
  named: z.number().int().nonnegative(),
  /** Ids of those who were named, as they were then: who joins a group or a department later goes with the rest. */
  people: z.array(z.string()),
  /** Ids of groups that hand out the old plan and go to `plan` as a whole. */
  groups: z.array(z.string()),
  /** How many of those who were named held either plan already, by skuPartNumber: they need no new seat of it. */
  alreadyHold: z.record(z.string(), z.number().int().nonnegative()),
  /** What goes and comes with `plan`; the run's own says it of the rest. */
  along: alongSchema.default(nothingAlong),
  /** What those who were named lose by `plan`; the run's own says it of the rest. */
  losing: losingSchema.nullable().default(null),
  /** Of the two plans, those that were bought, or of which something owned was taken. */
  bought: z.array(z.string()),
});
export type Split = z.infer<typeof splitSchema>;

/** Those who go to the first of two plans, as they were found. */
export type Part = Pick<Split, 'by' | 'people' | 'groups' | 'alreadyHold'>;

/** Most people who can be named for the first of two plans: the run keeps the id of each. */
export const mostInPart = 2_000;
