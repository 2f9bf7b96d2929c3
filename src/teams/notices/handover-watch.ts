import type { Logger } from 'pino';
import { BoundedMap } from '../../base/bounded-map.js';
import { concurrently } from '../../base/concurrently.js';
import type { RealTime } from '../../base/real-time.js';
import type { Upgrades } from '../../engine/upgrades.js';
import { nextStepNeeds, whoBroughtHere } from '../../upgrade/run/next-step.js';
import type { Run } from '../../upgrade/run/run.js';
import { may, type Permission } from '../../upgrade/tenant/roles.js';
import type { Access } from '../conversation/access.js';
import { canBeReached, type Followers } from './followers.js';
import type { Handover } from './handover.js';

/** Milliseconds of this machine's time. */
const turnTakes = 3_000;
const firstRetry = 15_000;
const longestRetry = 30 * 60_000;
const atOnce = 4;
const mostKept = 10_000;

/**
 * Looks for a colleague where a run has come to a step that nobody who follows it has the role for, whoever or whatever
 * brought it there. What was asked is in the run; nothing is asked twice.
 */
export interface HandoverWatch {
  changed(run: Run): void;
  /**
   * Whether a person is still to be asked for what they were to be asked for: the step waits, and Graph shows their
   * role at this moment. Where they have lost it, somebody else is looked for.
   */
  confirm(run: Run, personId: string): Promise<{ is: 'wanted'; permission: Permission } | { is: 'past' | 'unknown' }>;
  /** Looks at the runs that were left from before. */
  start(): void;
  stop(): Promise<void>;
}

/** Whom a request comes from; undefined where there is no reason to ask anybody. */
type From = ReturnType<typeof whoBroughtHere>;

type Options = {
  upgrades: Pick<Upgrades, 'run' | 'waitingForPeople'>;
  access: Pick<Access, 'rolesForReading' | 'rolesNow'>;
  followers: Pick<Followers, 'get'>;
  handover: Pick<Handover, 'ask'>;
  time: RealTime;
  log: Logger;
};

export function createHandoverWatch({ upgrades, access, followers, handover, time, log }: Options): HandoverWatch {
  const stopping = new AbortController();
  const looks = new Set<Promise<void>>();
  /** The revision of each run that was looked at last. */
  const examined = new BoundedMap<string, number>(mostKept);

  function look(run: Run, afterMs: number, from = whoBroughtHere(run)): void {
    const looking = lookUntilKnown(run, afterMs, from).catch((error: unknown) =>
      log.error({ err: error, run: run.id }, 'whom to ask for a step could not be found out'),
    );
    looks.add(looking);
    void looking.finally(() => looks.delete(looking));
  }

  async function lookUntilKnown({ tenantId, id, revision }: Run, afterMs: number, from: From): Promise<void> {
    if (afterMs > 0) await time.sleep(afterMs, stopping.signal);
    for (let wait = firstRetry; !stopping.signal.aborted; wait = Math.min(wait * 2, longestRetry)) {
      const run = await upgrades.run(tenantId, id);
      // What changed since is looked at for itself.
      if (run?.revision !== revision || (await isSettled(run, from))) return;
      await time.sleep(wait, stopping.signal);
    }
  }

  /** @returns false when Graph could not be asked. */
  async function isSettled(run: Run, from: From): Promise<boolean> {
    const needed = nextStepNeeds(run);
    if (!needed || !from) return true;
    const follower = await followerWho(needed, run);
    if (follower !== 'nobody') return follower === 'somebody';
    return (await handover.ask(run, needed, from.by)) !== undefined;
  }

  async function followerWho(permission: Permission, run: Run): Promise<'somebody' | 'nobody' | 'unknown'> {
    let known = true;
    for (const id of run.followers) {
      if (!canBeReached(await followers.get(run.tenantId, id))) continue;
      const roles = await access.rolesForReading(run.tenantId, id);
      if (roles && may(permission, roles)) return 'somebody';
      known &&= roles !== undefined;
    }
    return known ? 'nobody' : 'unknown';
  }

  function isNew({ id, revision }: Run): boolean {
    if (examined.get(id) === revision) return false;
    examined.set(id, revision);
    return true;
  }

  async function lookAtAll(): Promise<void> {
    await concurrently(upgrades.waitingForPeople(), atOnce, async (run) => {
      if (!stopping.signal.aborted && isNew(run) && !(await isSettled(run, whoBroughtHere(run)))) look(run, firstRetry);
    });
  }

  return {
    changed(run) {
      if (!nextStepNeeds(run) || !isNew(run)) return;
      // Whoever acted is answered first, and their answer may be that somebody was asked.
      look(run, whoBroughtHere(run)?.by ? turnTakes : 0);
    },
    async confirm(run, personId) {
      const asked = run.handovers.findLast(({ to }) => to === personId)?.permission;
      if (!asked || nextStepNeeds(run) !== asked) return { is: 'past' };
      const roles = await access.rolesNow(run.tenantId, personId);
      if (roles === undefined) return { is: 'unknown' };
      if (may(asked, roles)) return { is: 'wanted', permission: asked };
      look(run, 0, { by: run.audit.findLast(({ what }) => what === 'handover')?.by ?? null });
      return { is: 'past' };
    },
    start() {
      const looking = lookAtAll().catch((error: unknown) =>
        log.error({ err: error }, 'runs that wait for somebody could not be looked at'),
      );
      looks.add(looking);
      void looking.finally(() => looks.delete(looking));
    },
    async stop() {
      stopping.abort();
      await Promise.all(looks);
    },
  };
}
