import { assess } from '../../upgrade/eligibility.js';
import { may } from '../../upgrade/people.js';
import type { Run } from '../../upgrade/run.js';
import { latestBeginning } from '../../upgrade/schedule.js';
import { readFacts } from '../read-facts.js';
import type { Step, StepTools } from './step.js';
import { isReady } from './tenant-state.js';

/**
 * Keeps the time that an admin chose: reminds an hour before, and at the time looks again at everything that must
 * still be so before the run begins by itself.
 */
export const appointment: Step = async (run, tools) => {
  const { schedule } = run;
  if (!schedule) return;
  const now = tools.timeline.now().getTime();
  const at = Date.parse(schedule.at);
  if (now < at) {
    await tools.tell({ found: 'soon' });
    return;
  }
  const begins = run.state.is === 'scheduled' && now - at <= latestBeginning;
  await tools.tell({ found: 'time', recheck: begins ? await lookAgain(run, schedule.by.id, tools) : undefined });
};

async function lookAgain(run: Run, personId: string, { world }: StepTools) {
  const [facts, roles] = await Promise.all([
    readFacts(world, run.tenantId),
    world.directory.rolesOf(run.tenantId, personId),
  ]);
  const begins = run.state.is === 'scheduled' ? run.state.begins : 'order';
  return {
    assessment: assess(facts),
    mayStill: may(begins === 'reassign' ? 'assign' : begins === 'order' ? 'buy' : 'steer', roles),
    ready: isReady(facts.skus.find((sku) => sku.sku === run.plan)),
  };
}
