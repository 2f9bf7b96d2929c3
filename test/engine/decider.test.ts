import { describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { reassign } from '../../src/engine/steps/reassign.js';
import { restore } from '../../src/engine/steps/restore.js';
import type { Step, StepTools } from '../../src/engine/steps/step.js';
import { undo } from '../../src/engine/steps/undo.js';
import { advance } from '../../src/upgrade/run/advance.js';
import type { Found } from '../../src/upgrade/run/found.js';
import type { Run } from '../../src/upgrade/run/run.js';
import { nothingForetold } from '../support/foretold.js';
import { at, now, runIn } from '../support/runs.js';

/** Nobody's licences are looked at, let alone changed, in the name of somebody who may not have them changed any more. */

class WentOn extends Error {}

/** Takes the step where whoever decided it holds these roles; anything that it reads or changes after that is an error. */
async function take(step: Step, before: Run, roles: readonly string[]): Promise<Run> {
  let run = before;
  const asked: string[] = [];
  const directory = new Proxy(
    {},
    {
      get: (_, name) => async (_tenant: string, id: string) => {
        if (name !== 'rolesOf') throw new WentOn(String(name));
        asked.push(id);
        return roles;
      },
    },
  );
  const documents = {
    async *list() {
      yield* [];
    },
  };
  const tools = {
    world: { directory, clock: { now: () => now } },
    documents,
    timeline: { now: () => now },
    signal: new AbortController().signal,
    log: pino({ level: 'silent' }),
    tell: async (found: Found) => {
      run = advance(run, found, now);
      return run;
    },
  } as unknown as StepTools;
  await step(before, tools);
  expect(asked).toEqual([before.decided?.by.id]);
  return run;
}

const snapshot = {
  ...(runIn.reassigning().snapshot ?? { generation: 0, first: [], withoutLocation: 0, ...nothingForetold }),
  pages: 0,
  people: 0,
  withSwitchedOff: 0,
  takenAt: at,
};
const steps: [string, Step, () => Run][] = [
  ['moving people', reassign, () => ({ ...runIn.reassigning(), snapshot })],
  ['moving people back', undo, () => ({ ...runIn.undoing(), snapshot })],
  ['switching services off again', restore, () => ({ ...runIn.restoring(), snapshot })],
];

describe.each(steps)('%s', (_what, step, run) => {
  it('is left alone where whoever decided it has lost the role, and they are told', async () => {
    const after = await take(step, run(), []);
    expect(after.state.is).not.toBe(run().state.is);
    expect(after.notices.length).toBeGreaterThan(0);
  });

  it('goes on where they still hold it', async () => {
    await expect(take(step, run(), ['globalAdministrator'])).rejects.toThrow(WentOn);
  });
});
