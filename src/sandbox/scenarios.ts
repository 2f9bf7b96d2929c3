import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { projectFolder } from '../base/project-folder.js';
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

const linesDir = join(projectFolder, 'src', 'sandbox', 'scenario-lines');

/** Their lines in the languages that have a file beside, by language and name. */
const otherLines: readonly (readonly [language: string, lines: Record<string, string>])[] = readdirSync(linesDir).map(
  (file) => {
    const lines = JSON.parse(readFileSync(join(linesDir, file), 'utf8'));
    return [file.replace(/\.json$/, ''), z.record(z.string(), z.string()).parse(lines)];
  },
);

/** The practice tenants, by name. One more is a row more in `scenarios.json`. */
export const namedScenarios = Object.fromEntries(
  Object.entries(schema.parse(table)).map(([name, row]) => {
    const others = otherLines.flatMap(([language, { [name]: line }]) => (line === undefined ? [] : [[language, line]]));
    return [name, { ...row, line: { ...row.line, ...Object.fromEntries(others) } as Record<string, string> }];
  }),
);
