import type { Target } from '../../upgrade/licences/move.js';
import { restore as restoreUser } from '../../upgrade/licences/restore.js';
import { offIn } from '../../upgrade/licences/switched-off.js';
import { learntIn } from '../../upgrade/run/learnt.js';
import type { Failure } from '../../upgrade/run/shape.js';
import { Learning } from '../people/learning.js';
import { restorePiecemeal } from '../people/piecemeal.js';
import { Tally } from '../people/tally.js';
import { changeWrittenDown } from '../people/written-down.js';
import type { HeldBefore } from '../snapshot/pages.js';
import { deciderMay } from './decider.js';
import { moveGroupsLeft, whatIsLeft } from './groups-left.js';
import { areLast, createGate, createProgress } from './progress.js';
import { restoreGroups } from './restore-groups.js';
import type { Step } from './step.js';
import { targetOf } from './tenant-state.js';

/**
 * After an automatic upgrade, which moves no groups for certain and gives everyone every service: moves the groups that
 * it left behind, then switches off again what the snapshot says was off: in what groups hand out, then one call a person;
 * service by service where that is refused.
 */
export const restore: Step = async (run, tools) => {
  if (run.state.is !== 'restoring' || !run.plan || !(await deciderMay(run, tools))) return;
  const { world, documents, signal, timeline, tell } = tools;
  const { directory } = world;
  const { tenantId, state } = run;
  const snapshot = run.snapshot ?? nothingWrittenDown;
  const learning = new Learning(learntIn(run));
  const target: Target = { ...(await targetOf(directory, tenantId, run.plan)), learnt: learning.learnt };
  const startedAt = run.restore?.startedAt ?? timeline.now().toISOString();
  const tally = new Tally(snapshot.withSwitchedOff, 0, startedAt, learning);
  const goOn = createProgress(tally, run, tools);
  const last = areLast(run, snapshot.withSwitchedOff - (run.restore?.done ?? 0));
  const gate = await createGate(run, tools);
  const batch = { directory, tenantId, gate, areLast: last, signal, tally, learning, goOn };

  // What a group's change leaves to be told is counted with its members, who were written down one by one.
  const quiet = { told: () => undefined, fail: (failure: Failure) => tally.fail(failure) };
  const groups = { tenantId, learning, goOn, tally: quiet };
  const moved = state.groups ? await moveGroupsLeft(run, target, state.tries > 0, groups, tools) : null;
  if (moved === undefined) return;
  const stayOn = await restoreGroups(run, snapshot, target, groups, tools);
  const isLeftOn = (off: readonly string[], groupIds: readonly string[]) =>
    groupIds.some((id) => stayOn.get(id)?.some((service) => off.includes(service)));
  const refused = new Map<string, HeldBefore>();
  await changeWrittenDown(
    {
      runId: run.id,
      snapshot,
      documents,
      wanted: hadSwitchedOff,
      change: (user, { switchedOff }) => restoreUser(user, { before: switchedOff, ...target }),
      isSo({ switchedOff }, groupIds) {
        const off = offIn(switchedOff, target);
        if (!isLeftOn(off.mapped, groupIds)) tally.moved(off);
      },
      failed: (held, failure) => (isAboutServices(failure) ? refused.set(held.id, held) : tally.fail(failure)),
    },
    batch,
  );
  await restorePiecemeal(refused, target, batch);
  if (!(await goOn())) return;
  const left = moved && (await whatIsLeft(run, moved, tools));
  await tell({ found: 'restored', work: tally.work(), left });
};

const nothingWrittenDown = { pages: 0, withSwitchedOff: 0, generation: 0 };

const hadSwitchedOff = ({ switchedOff }: HeldBefore): boolean => switchedOff.length > 0;

/** What is refused for one service need not be for another; a person who cannot be changed at all is tried once. */
const isAboutServices = ({ reason }: Failure): boolean => ['conflict', 'dependency', 'other'].includes(reason);
