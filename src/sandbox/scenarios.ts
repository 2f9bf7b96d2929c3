import { z } from 'zod';
import { faultsSchema } from './faults.js';
import { scenarioSchema } from './scenario.js';
import table from './scenarios.json' with { type: 'json' };

const schema = z.record(
  z.string(),
  z.strictObject({
    line: z.strictObject({ en: z.string(), sv: z.string() }),
    /** As it is written, without what is filled in where something is left out. */
    scenario: z.looseObject({ displayName: z.string(), users: z.int() }).superRefine((written, { addIssue }) => {
      const { error } = scenarioSchema.safeParse(written);
      if (error) addIssue(z.prettifyError(error));
    }),
    /** Faults that strike this tenant once each. */
    faults: faultsSchema.optional(),
  }),
);

/** The practice tenants, by name. One more is a row more in `scenarios.json`. */
export const namedScenarios = schema.parse(table);
