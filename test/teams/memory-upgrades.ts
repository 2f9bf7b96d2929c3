import { randomUUID } from 'node:crypto';
import type { Asker, Reply } from '../../src/engine/reply.js';
import type { Upgrades } from '../../src/engine/upgrades.js';
import type { Command } from '../../src/upgrade/run/commands.js';
import { decide } from '../../src/upgrade/run/decide.js';
import { handedOver } from '../../src/upgrade/run/handover.js';
import { nextStepNeeds } from '../../src/upgrade/run/next-step.js';
import { whyNot } from '../../src/upgrade/run/possible.js';
import { notedBeside } from '../../src/upgrade/run/record.js';
import { isOver, type Run } from '../../src/upgrade/run/run.js';
import type { Notice } from '../../src/upgrade/run/shape.js';
import type { Part } from '../../src/upgrade/run/split.js';
import { aRun, now } from '../support/runs.js';

/** Whoever is named for the first of two plans, as the directory would find them. */
const whoIsNamed = (): Part => ({ by: { is: 'names' }, people: ['adele', 'megan'], groups: [], alreadyHold: {} });

/** Runs kept in memory and decided by the real rules; nothing is carried forward. */
export type MemoryUpgrades = Upgrades & {
  /** Puts a run in place and tells the listeners. */
  set(run: Run): void;
  /** Adds notices to the run that is there. */
  raise(runId: string, ...what: Notice['what'][]): void;
  commands: { command: Command; asker: Asker; revision: number | undefined }[];
  /** What the next check or command is answered with instead. */
  next: Reply | undefined;
};

export function memoryUpgrades(): MemoryUpgrades {
  const runs = new Map<string, Run>();
  const listeners = new Set<(run: Run) => void>();

  const set = (run: Run): void => {
    runs.set(run.id, run);
    for (const listener of listeners) listener(run);
  };
  const ofTenant = (tenantId: string) => [...runs.values()].filter((run) => run.tenantId === tenantId).reverse();
  const taken = (): Reply | undefined => {
    const reply = self.next;
    self.next = undefined;
    return reply;
  };

  const self: MemoryUpgrades = {
    commands: [],
    next: undefined,
    set,
    raise(runId, ...what) {
      const run = runs.get(runId);
      if (!run) throw new Error(`no run ${runId}`);
      const notices = what.map((one, index) => ({ seq: run.noticeSeq + index + 1, at: now.toISOString(), what: one }));
      set({ ...run, notices: [...run.notices, ...notices], noticeSeq: run.noticeSeq + what.length });
    },
    async current(tenantId) {
      return ofTenant(tenantId)[0];
    },
    async run(tenantId, runId) {
      return ofTenant(tenantId).find((run) => run.id === runId);
    },
    async history(tenantId) {
      return ofTenant(tenantId);
    },
    look: async () => ({ is: 'unreachable' }),
    async check(tenantId, asker) {
      const planned = taken();
      if (planned) return planned;
      const open = ofTenant(tenantId).find((run) => !isOver(run));
      const run =
        open ?? aRun({ id: randomUUID(), tenantId, revision: 1, openedBy: asker.actor, followers: [asker.actor.id] });
      if (!open) set(run);
      return { is: 'run', run };
    },
    async command(tenantId, runId, revision, asker, command) {
      self.commands.push({ command, asker, revision });
      const planned = taken();
      if (planned) return planned;
      const run = ofTenant(tenantId).find((one) => one.id === runId);
      if (!run) return { is: 'unknownRun' };
      const decision = decide(run, {
        command,
        actor: asker.actor,
        roles: asker.roles,
        revision,
        timeZone: asker.timeZone,
        now,
        newKey: randomUUID,
        part: { ok: true, part: whoIsNamed() },
      });
      if (decision.is === 'missingRole') return decision;
      if (decision.is === 'unchanged')
        return decision.refusal ? { is: 'run', run, refusal: decision.refusal } : { is: 'run', run };
      set(decision.run);
      return { is: 'run', run: decision.run };
    },
    wouldRefuse: (run, command) => whyNot(run, command, now),
    async follow(_tenantId, runId, personId) {
      const run = runs.get(runId);
      if (run && !run.followers.includes(personId) && !run.left.includes(personId))
        set({ ...run, followers: [...run.followers, personId] });
    },
    async abandon(tenantId, actor) {
      const open = ofTenant(tenantId).find((run) => !isOver(run));
      if (open) set({ ...open, state: { is: 'stopped', at: open.openedAt, by: actor } });
    },
    async handOver(_tenantId, runId, handover) {
      const run = runs.get(runId);
      if (!run) return [];
      const handed = handedOver(run, handover, now);
      if (handed.run !== run) set(handed.run);
      return handed.asked;
    },
    async noticesSent(_tenantId, runId, seqs) {
      const run = runs.get(runId);
      if (run) set({ ...run, notices: run.notices.filter(({ seq }) => !seqs.includes(seq)) });
    },
    async *waitingForPeople() {
      for (const run of runs.values()) if (nextStepNeeds(run)) yield run;
    },
    async report(tenantId, runId) {
      const run = ofTenant(tenantId).find((one) => one.id === runId);
      const ends = new Date(now.getTime() + 900_000);
      return run && { id: 'report-1', run, asOf: now, ends, people: undefined };
    },
    async reportTaken(_tenantId, runId, by, file) {
      const run = runs.get(runId);
      if (run) set(notedBeside(run, {}, { at: now, by, what: 'reportTaken', details: { file } }));
    },
    async *withNotices() {
      for (const run of runs.values()) if (run.notices.length > 0) yield run;
    },
    onChanged(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
  return self;
}
