import { z } from 'zod';
import { whileDeciderMay } from '../decided.js';
import { state } from '../definition.js';
import { reassigning } from '../entering.js';
import { to } from '../record.js';
import { stop } from '../rules/stop.js';
import type { In } from '../shape.js';
import { nameIn, withoutThose } from '../snapshot.js';
import { meetsProblem, stumbles } from '../trouble.js';

/** Sets the usage location of people who have none: Microsoft assigns no licence without it. */

export const locatingSchema = z.object({
  is: z.literal('locating'),
  since: z.string(),
  nextAt: z.string(),
  /** ISO 3166-1 alpha-2. */
  country: z.string(),
  /** Ids of those it was confirmed for. */
  people: z.array(z.string()),
  /** Whether those among them who were refused before are tried again then. */
  again: z.boolean(),
});
type Locating = z.infer<typeof locatingSchema>;

export const locating = state<Locating>()({
  schema: locatingSchema,
  step: { automatic: 'transition', manual: 'reassign' },
  card: 'progress',
  needs: undefined,
  verbs: { stop },
  findings: {
    decider: whileDeciderMay,
    located(run, { set, kept, refused }, now) {
      const { country, again } = run.state;
      const located = {
        country,
        set: set.length,
        kept: kept.length,
        denied: false,
        refused: refused.map(({ id, text }) => ({ id, name: nameIn(run, id), text })),
      };
      const patch = { snapshot: withoutThose(run, [...set, ...kept]), located, attempts: 0 };
      const details = { country, set: set.length, kept: kept.length, refused: refused.length };
      const isFailed = (id: string) => run.reassign?.failures.some((failure) => failure.id === id);
      const only = again ? [...set, ...kept].filter(isFailed) : [];
      return only.length > 0
        ? to(run, { ...reassigning(now, 0, only), onlyFailed: true }, now, 'located', patch, details)
        : to(run, { is: 'manualReassign' } as const, now, 'located', patch, details);
    },
    /** It is no trouble: people can be set by hand, and everybody else can be moved. */
    mayNotLocate(run, _found, now) {
      const { country } = run.state;
      const located = { country, set: 0, kept: 0, denied: true, refused: [] };
      const patch = { snapshot: notPermitted(run), located, attempts: 0 };
      return to(run, { is: 'manualReassign' } as const, now, 'located', patch, { country, set: 0, denied: true });
    },
    problem: meetsProblem,
    defect: stumbles,
  },
});

const notPermitted = ({ snapshot }: In<Locating>) => snapshot && { ...snapshot, mayLocate: false };
