import type { Recheck } from '../../upgrade/run/found.js';
import type { Run, StateNamed } from '../../upgrade/run/run.js';
import { latestBeginning } from '../../upgrade/run/schedule.js';
import { assess } from '../../upgrade/tenant/eligibility.js';
import { homeOf } from '../../upgrade/tenant/home.js';
import { meantBy } from '../look-at-tenant.js';
import { readNewPlans } from '../plans.js';
import { readFacts, type World } from '../read-facts.js';
import { rolesHeld } from '../rights.js';
import type { Step, StepTools } from './step.js';

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
  const inTime = now - at <= latestBeginning;
  const recheck =
    run.state.is === 'scheduled' && inTime ? await lookAgain(run, run.state, schedule.by.id, tools) : undefined;
  await tools.tell({ found: 'time', recheck });
};

async function lookAgain(
  run: Run,
  { begins }: StateNamed<'scheduled'>,
  personId: string,
  { world }: StepTools,
): Promise<Recheck> {
  const [roles, seen] = await Promise.all([
    rolesHeld(world, run.tenantId, personId),
    begins === 'reassign' ? readiness(run, world) : answer(run, world),
  ]);
  return { ...seen, roles };
}

/** Moving people needs every plan that they go to, whatever the commerce says of the old one. */
async function readiness(run: Run, world: World) {
  const plans = await readNewPlans(run, world);
  const ready = plans.length > 0 && plans.every((plan) => homeOf(plan, run.accepted).seats > 0);
  return { assessment: run.assessment, ready };
}

async function answer(run: Run, world: World) {
  return { assessment: assess(await readFacts(world, run.tenantId, meantBy(run))), ready: true };
}
