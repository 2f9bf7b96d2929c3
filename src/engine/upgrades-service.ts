import type { Logger } from 'pino';
import { StorageFailed } from '../storage/failures.js';
import type { Command } from '../upgrade/commands.js';
import { type Decision, decide } from '../upgrade/decide.js';
import { type Assessment, assess } from '../upgrade/eligibility.js';
import type { TenantFacts } from '../upgrade/facts.js';
import { type Actor, may, type Permission } from '../upgrade/people.js';
import { type Commerce, type Parties, PortError } from '../upgrade/ports.js';
import { currencyOf, invoiceThreshold, type PriceList, priceOf } from '../upgrade/price-list.js';
import { amend, changed, noted, raiseNotice } from '../upgrade/record.js';
import { isOver, type Run } from '../upgrade/run.js';
import { readFacts, type World } from './read-facts.js';
import type { RunStore } from './run-store.js';
import type { Asker, Reply, Upgrades } from './upgrades.js';

export type UpgradesOptions = {
  world: World;
  runs: RunStore;
  priceList: PriceList | undefined;
  newGuid: () => string;
  /** Wakes the engine for a run. */
  nudge: (runId: string) => void;
  /** Real milliseconds a person waits for Microsoft before being told that the answer will follow. */
  patienceMs: number;
  log: Logger;
};

export function createUpgrades(options: UpgradesOptions): Upgrades {
  const { world, runs, priceList, newGuid, nudge, patienceMs, log } = options;

  async function check(tenantId: string, asker: Asker): Promise<Reply> {
    if (!may('see', asker.roles)) return { is: 'missingRole', permission: 'see' };
    const latest = await runs.latest(tenantId);
    if (latest && !isOver(latest) && latest.state.is !== 'assessed') {
      return command(tenantId, latest.id, undefined, asker, { do: 'check' });
    }
    return answered(lookAt(tenantId, asker, latest));
  }

  async function lookAt(tenantId: string, asker: Asker, latest: Run | undefined): Promise<Reply> {
    const [facts, commerce] = await Promise.all([readFacts(world, tenantId), world.commerceFor(tenantId)]);
    const assessment = assess(facts);
    if (latest && latest.state.is === 'assessed')
      return { is: 'run', run: await reassessed(latest, assessment, facts) };
    if (assessment.is === 'noSource') return { is: 'nothingToUpgrade', assessment };
    if (latest && latest.state.is === 'handedOver' && assessment.is === 'notDirect') return { is: 'run', run: latest };
    return { is: 'run', run: await runs.open(newRun(tenantId, asker, commerce.form, facts, assessment)) };
  }

  /** Writes a new look into a run that is still at the question. Cards stay valid where the answer is the same. */
  function reassessed(run: Run, assessment: Assessment, facts: TenantFacts): Promise<Run> {
    return runs.update(run.id, (now) => {
      if (now.state.is !== 'assessed') return now;
      if (sameAnswer(now.assessment, assessment)) return amend(now, { assessment });
      return changed(
        now,
        // Whoever watched a blocker learns of its end here.
        assessment.is === 'blocked' ? { assessment } : { assessment, state: { is: 'assessed' } },
        { at: facts.readAt, by: null, what: 'assessed', details: { is: assessment.is } },
      );
    });
  }

  function newRun(
    tenantId: string,
    { actor }: Asker,
    commerce: Commerce['form'],
    facts: TenantFacts,
    assessment: Assessment,
  ): Run {
    const at = facts.readAt.toISOString();
    return {
      id: newGuid(),
      tenantId,
      revision: 1,
      commerce,
      openedAt: at,
      openedBy: actor,
      organization: facts.organization,
      assessment,
      path: null,
      plan: null,
      cart: null,
      checkout: null,
      order: null,
      earlierOrders: [],
      seatsToBuy: null,
      growing: null,
      useSubscriptionId: null,
      snapshot: null,
      reassign: null,
      restore: null,
      undo: null,
      schedule: null,
      handovers: [],
      cancelled: [],
      followers: [actor.id],
      left: [],
      state: assessment.is === 'notDirect' ? { is: 'handedOver', at } : { is: 'assessed' },
      notices: [],
      noticeSeq: 0,
      attempts: 0,
      audit: [{ at, by: actor, what: 'check', details: { is: assessment.is } }],
    };
  }

  async function command(
    tenantId: string,
    runId: string,
    revision: number | undefined,
    asker: Asker,
    asked: Command,
  ): Promise<Reply> {
    const run = await runs.get(runId);
    if (!run || run.tenantId !== tenantId) return { is: 'unknownRun' };
    if (asked.do === 'check' && (run.state.is === 'assessed' || isOver(run))) {
      if (revision !== undefined && revision !== run.revision) return { is: 'run', run, refusal: { why: 'stale' } };
      return check(tenantId, asker);
    }
    return answered(carryOut(run, revision, asker, asked));
  }

  async function carryOut(run: Run, revision: number | undefined, asker: Asker, asked: Command): Promise<Reply> {
    const parties = asked.do === 'goToCheckout' && !run.checkout ? await partiesOf(run) : undefined;
    const currency = run.organization.country ? currencyOf(run.organization.country) : undefined;
    let decision: Decision = { is: 'unchanged' };
    const now = world.clock.now();
    const change = (current: Run): Run => {
      const { cart, plan } = current;
      decision = decide(current, {
        command: asked,
        actor: asker.actor,
        roles: asker.roles,
        revision,
        timeZone: asker.timeZone,
        now,
        newKey: newGuid,
        parties,
        total: priceList && currency && cart && plan ? priceOf(priceList, { sku: plan, currency, ...cart }) : undefined,
        invoiceFrom: priceList && currency ? invoiceThreshold(priceList, currency) : undefined,
      });
      return decision.is === 'changed' ? decision.run : current;
    };
    // What is over may only live again where nothing new has begun.
    const after = isOver(run) ? await runs.reopen(run.id, run.tenantId, change) : await runs.update(run.id, change);
    return replyTo(decision, after);
  }

  function replyTo(decision: Decision, run: Run): Reply {
    switch (decision.is) {
      case 'changed':
        nudge(run.id);
        return { is: 'run', run };
      case 'unchanged':
        return decision.refusal ? { is: 'run', run, refusal: decision.refusal } : { is: 'run', run };
      case 'missingRole':
        return decision;
      default: {
        const never: never = decision;
        return never;
      }
    }
  }

  async function partiesOf(run: Run): Promise<Parties | undefined> {
    return (await world.commerceFor(run.tenantId)).parties(run.tenantId);
  }

  /** Turns what went wrong into an answer, and an answer that takes too long into "still looking". */
  async function answered(work: Promise<Reply>): Promise<Reply> {
    const safe = work.catch((error: unknown): Reply => {
      if (error instanceof StorageFailed) {
        log.error({ err: error }, 'a change could not be kept');
        return { is: 'notKept' };
      }
      if (!(error instanceof PortError)) throw error;
      log.warn({ doing: error.doing, problem: error.problem }, 'Microsoft could not answer a person');
      return error.problem.is === 'denied' ? { is: 'denied', needs: error.problem.needs } : { is: 'unreachable' };
    });
    let timer: NodeJS.Timeout | undefined;
    const impatience = new Promise<Reply>((resolve) => {
      timer = setTimeout(() => resolve({ is: 'stillLooking', later: safe }), patienceMs);
    });
    try {
      return await Promise.race([safe, impatience]);
    } finally {
      clearTimeout(timer);
    }
  }

  return {
    current: (tenantId) => runs.latest(tenantId),
    history: (tenantId) => runs.history(tenantId),
    check,
    command,
    onChanged: (listener) => runs.onChanged(listener),

    async run(tenantId, runId) {
      const run = await runs.get(runId);
      return run?.tenantId === tenantId ? run : undefined;
    },

    async abandon(tenantId, actor) {
      const open = await runs.latest(tenantId);
      if (!open || isOver(open)) return;
      const at = world.clock.now();
      const state: Run['state'] = { is: 'stopped', at: at.toISOString(), by: actor };
      await runs.update(open.id, (run) =>
        isOver(run) ? run : changed(run, { state, notices: [] }, { at, by: actor, what: 'abandon' }),
      );
    },

    async follow(tenantId, runId, personId) {
      await runs.update(runId, (run) =>
        run.tenantId !== tenantId || run.followers.includes(personId) || run.left.includes(personId)
          ? run
          : amend(run, { followers: [...run.followers, personId] }),
      );
    },

    async handOver(tenantId, runId, { permission, from, to }) {
      const now = world.clock.now();
      let asked: readonly Actor[] = [];
      await runs.update(runId, (run) => {
        asked = run.tenantId === tenantId && !isOver(run) ? notAskedYet(run, permission, to, now) : [];
        if (asked.length === 0) return run;
        const ids = asked.map(({ id }) => id);
        const at = now.toISOString();
        const details = { permission, to: asked.map(({ name }) => name).join(', ') };
        const patch = {
          followers: [...new Set([...run.followers, ...ids])],
          left: run.left.filter((id) => !ids.includes(id)),
          handovers: [...run.handovers, ...ids.map((id) => ({ at, permission, to: id }))],
        };
        const handed = noted(run, patch, { at: now, by: from, what: 'handover', details });
        return raiseNotice(handed, 'handover', now, { to: ids, ...(from ? { from: from.name } : {}) });
      });
      return asked;
    },

    async noticesSent(tenantId, runId, seqs) {
      await runs.update(runId, (run) =>
        run.tenantId === tenantId && run.notices.some((notice) => seqs.includes(notice.seq))
          ? amend(run, { notices: run.notices.filter((notice) => !seqs.includes(notice.seq)) })
          : run,
      );
    },

    async *withNotices() {
      for await (const run of runs.all()) if (run.notices.length > 0) yield run;
    },
  };
}

function sameAnswer(a: Assessment, b: Assessment): boolean {
  const told = (assessment: Assessment) => JSON.stringify({ ...assessment, readAt: '' });
  return told(a) === told(b);
}

const dayMs = 24 * 3_600_000;

function notAskedYet(run: Run, permission: Permission, to: readonly Actor[], now: Date): readonly Actor[] {
  const recently = run.handovers.filter(
    (one) => one.permission === permission && now.getTime() - Date.parse(one.at) < dayMs,
  );
  return to.filter(({ id }) => !recently.some((one) => one.to === id));
}
