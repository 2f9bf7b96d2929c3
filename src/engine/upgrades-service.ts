import type { Logger } from 'pino';
import type { Documents } from '../storage/documents.js';
import { StorageFailed } from '../storage/failures.js';
import { currencyOf, invoiceThreshold, type PriceList, priceOf } from '../upgrade/order/price-list.js';
import { type Commerce, type Parties, PortError } from '../upgrade/ports.js';
import { type Command, permissionFor } from '../upgrade/run/commands.js';
import { type Decision, decide } from '../upgrade/run/decide.js';
import type { Named } from '../upgrade/run/decision.js';
import { handedOver } from '../upgrade/run/handover.js';
import { nextStepNeeds } from '../upgrade/run/next-step.js';
import { amend, changed, noted } from '../upgrade/run/record.js';
import { isOver, type Run } from '../upgrade/run/run.js';
import { type Assessment, assess } from '../upgrade/tenant/eligibility.js';
import type { TenantFacts } from '../upgrade/tenant/facts.js';
import { type Actor, may } from '../upgrade/tenant/roles.js';
import { findNamed } from './find-named.js';
import { readFacts, type World } from './read-facts.js';
import { createReport } from './report.js';
import type { RunStore } from './run-store.js';
import type { Asker, Look, Reply, Unanswered, Upgrades } from './upgrades.js';

export type UpgradesOptions = {
  world: World;
  runs: RunStore;
  documents: Documents;
  priceList: PriceList | undefined;
  newGuid: () => string;
  /** Wakes the engine for a run. */
  nudge: (runId: string) => void;
  /** Real milliseconds a person waits for Microsoft before being told that the answer will follow. */
  patienceMs: number;
  log: Logger;
};

export function createUpgrades(options: UpgradesOptions): Upgrades {
  const { world, runs, documents, priceList, newGuid, nudge, patienceMs, log } = options;

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

  async function lookOnly(tenantId: string): Promise<Look> {
    const facts = await readFacts(world, tenantId);
    return { is: 'looked', facts, assessment: assess(facts) };
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
      cancelSent: false,
      followers: [actor.id],
      left: [],
      state: assessment.is === 'notDirect' ? { is: 'handedOver', at } : { is: 'assessed' },
      notices: [],
      noticeSeq: 0,
      holdup: null,
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
    const named = await namedIn(run, revision, asker, asked);
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
        named,
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

  /** Looks for the people a command names; only for somebody who may move them, from a card that is not old. */
  async function namedIn(
    run: Run,
    revision: number | undefined,
    asker: Asker,
    asked: Command,
  ): Promise<Named | undefined> {
    if (asked.do !== 'reassign' || asked.people === undefined || run.state.is !== 'manualReassign') return undefined;
    if (!may(permissionFor.reassign, asker.roles) || (revision ?? run.revision) !== run.revision) return undefined;
    return findNamed(run, asked.people, { directory: world.directory, documents });
  }

  async function partiesOf(run: Run): Promise<Parties | undefined> {
    return (await world.commerceFor(run.tenantId)).parties(run.tenantId);
  }

  /** Turns what went wrong into an answer, and an answer that takes too long into "still looking". */
  async function answered<T>(
    work: Promise<T>,
  ): Promise<T | Unanswered | { is: 'stillLooking'; later: Promise<T | Unanswered> }> {
    const safe = work.catch((error: unknown): Unanswered => {
      if (error instanceof StorageFailed) {
        log.error({ err: error }, 'a change could not be kept');
        return { is: 'notKept' };
      }
      if (!(error instanceof PortError)) throw error;
      log.warn({ doing: error.doing, problem: error.problem }, 'Microsoft could not answer a person');
      return error.problem.is === 'denied' ? { is: 'denied', needs: error.problem.needs } : { is: 'unreachable' };
    });
    let timer: NodeJS.Timeout | undefined;
    const impatience = new Promise<{ is: 'stillLooking'; later: typeof safe }>((resolve) => {
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
    look: (tenantId) => answered(lookOnly(tenantId)),
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

    async handOver(tenantId, runId, handover) {
      const now = world.clock.now();
      let asked: readonly Actor[] = [];
      await runs.update(runId, (run) => {
        const handed = run.tenantId === tenantId ? handedOver(run, handover, now) : { run, asked: [] };
        asked = handed.asked;
        return handed.run;
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

    async report(tenantId, runId) {
      const run = await runs.get(runId);
      const { directory, clock } = world;
      return run?.tenantId === tenantId ? createReport(run, { directory, documents, clock }) : undefined;
    },

    async reportTaken(tenantId, runId, by, what) {
      const at = world.clock.now();
      await runs.update(runId, (run) =>
        run.tenantId === tenantId ? noted(run, {}, { at, by, what: 'reportTaken', details: { file: what } }) : run,
      );
    },

    async *waitingForPeople() {
      for await (const run of runs.all()) if (nextStepNeeds(run)) yield run;
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
