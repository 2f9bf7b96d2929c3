import type { Logger } from 'pino';
import { concurrently } from '../../base/concurrently.js';
import { TookTooLong, within } from '../../base/deadline.js';
import { createKeyedQueue } from '../../base/keyed-queue.js';
import type { RealTime } from '../../base/real-time.js';
import type { Reply } from '../../engine/reply.js';
import type { Timeline } from '../../engine/timeline.js';
import type { Upgrades } from '../../engine/upgrades.js';
import type { Documents } from '../../storage/documents.js';
import { PortError } from '../../upgrade/ports.js';
import type { Command } from '../../upgrade/run/commands.js';
import { hour, lookAgainAt } from '../../upgrade/run/waiting.js';
import type { Access } from '../conversation/access.js';
import { type ConsentWaiting, createConsentWaitingList } from './consent-waiting.js';
import type { Outbox } from './outbox.js';

/** Spans in milliseconds. */
const limits = { atLeast: 5_000, atMost: hour };
const giveUpAfter = 30 * 24 * hour;
const afterTrouble = 5_000;
const patience = 15_000;
const tenantsAtOnce = 8;

/** What an answer shows of the permissions that a check needs. */
export type ConsentSeen = 'missing' | 'given';

/** What a reply shows of the permissions; undefined when it shows neither. */
export function consentIn(asked: Command, reply: Reply): ConsentSeen | undefined {
  if (reply.is === 'denied') return 'missing';
  const looked = reply.is === 'nothingToUpgrade' || (reply.is === 'run' && reply.refusal === undefined);
  return asked.do === 'check' && looked ? 'given' : undefined;
}

/**
 * Looks whether consent was given where people wait for it, and tells them: it is given elsewhere and tells nobody. A
 * run that waits for a permission looks for itself, and its followers are not kept here.
 */
export interface ConsentWatch {
  /** The person was told that a permission is missing. Resolves once it is kept that they wait. */
  missing(tenantId: string, personId: string): Promise<void>;
  /** The person saw for themselves that it is there: they need not be told any more. */
  given(tenantId: string, personId: string): Promise<void>;
  /** Looks where people waited before, then goes on until stopped. */
  start(): void;
  /** Resolves once no look is under way. */
  stop(): Promise<void>;
}

type Options = {
  documents: Documents;
  outbox: Pick<Outbox, 'addConsentGiven' | 'removeConsentGiven'>;
  upgrades: Pick<Upgrades, 'current'>;
  access: Pick<Access, 'rolesNow'>;
  /** Reads what a check reads of a tenant. Rejects with a PortError when any of it can't be read. */
  readTenant: (tenantId: string) => Promise<unknown>;
  /** The tenants' time. */
  timeline: Timeline;
  time: RealTime;
  /** Called when there is something new in the outbox. */
  posted: () => void;
  log: Logger;
};

export function createConsentWatch(options: Options): ConsentWatch {
  const { documents, outbox, upgrades, access, readTenant, timeline, time, posted, log } = options;
  const list = createConsentWaitingList(documents);
  // A person who has just seen it for themselves must not slip in between reading and telling.
  const inTurn = createKeyedQueue();
  const stopping = new AbortController();
  let wake = new AbortController();
  let looping: Promise<void> | undefined;

  /** A run that waits for a permission looks for itself, and goes on in front of its followers. */
  async function runLooks(tenantId: string, personId: string): Promise<boolean> {
    const run = await upgrades.current(tenantId);
    return run?.state.is === 'needsAttention' && run.state.trouble.is === 'denied' && run.followers.includes(personId);
  }

  async function loop(): Promise<void> {
    while (!stopping.signal.aborted) {
      wake = new AbortController();
      let next = timeline.now().getTime() + limits.atMost;
      const sooner = (at: number): void => {
        next = Math.min(next, at);
      };
      try {
        await concurrently(list.all(), tenantsAtOnce, async (waiting) => sooner(await lookIfDue(waiting)));
      } catch (error) {
        log.error({ err: error }, 'who waits for consent could not be read; trying again');
        sooner(timeline.now().getTime() + afterTrouble);
      }
      await timeline.sleepUntil(new Date(next), AbortSignal.any([stopping.signal, wake.signal]));
    }
  }

  /** @returns when the tenant is due next, in milliseconds since the epoch by the tenants' clock. */
  async function lookIfDue(waiting: ConsentWaiting): Promise<number> {
    const due = Date.parse(waiting.nextAt);
    if (due > timeline.now().getTime() || stopping.signal.aborted) return due;
    const { tenantId } = waiting;
    try {
      const ready = await readyIn(waiting);
      if (stopping.signal.aborted) return due;
      return await inTurn(tenantId, () => tell(tenantId, ready));
    } catch (error) {
      log.error({ err: error, tenant: tenantId }, 'a look for consent failed; trying again');
      return timeline.now().getTime() + afterTrouble;
    }
  }

  /** The people for whom everything can be read that a check reads. */
  async function readyIn({ tenantId, people }: ConsentWaiting): Promise<Set<string>> {
    const ready = new Set<string>();
    if (!(await isReadable(tenantId))) return ready;
    for (const person of people) if (await access.rolesNow(tenantId, person)) ready.add(person);
    return ready;
  }

  async function isReadable(tenantId: string): Promise<boolean> {
    try {
      await within(readTenant(tenantId), patience, time, stopping.signal);
      return true;
    } catch (error) {
      if (!(error instanceof PortError || error instanceof TookTooLong)) throw error;
      log.debug({ err: error, tenant: tenantId }, 'consent is still waited for');
      return false;
    }
  }

  async function tell(tenantId: string, ready: ReadonlySet<string>): Promise<number> {
    const now = timeline.now();
    const told: string[] = [];
    let next = Number.POSITIVE_INFINITY;
    await list.change(tenantId, async (waiting) => {
      if (!waiting) return undefined;
      for (const person of waiting.people.filter((one) => ready.has(one))) {
        // Before they leave the list: whatever happens in between, they are told.
        await outbox.addConsentGiven(tenantId, person, now);
        told.push(person);
      }
      const people = waiting.people.filter((one) => !ready.has(one));
      if (now.getTime() - Date.parse(waiting.since) >= giveUpAfter) return undefined;
      const nextAt = lookAgainAt(waiting.since, now, limits);
      if (people.length > 0) next = Date.parse(nextAt);
      return { ...waiting, people, nextAt };
    });
    if (told.length > 0) {
      log.info({ tenant: tenantId, people: told.length }, 'consent was given');
      posted();
    }
    return next;
  }

  return {
    async missing(tenantId, personId) {
      if (await runLooks(tenantId, personId)) return;
      await inTurn(tenantId, async () => {
        // What was to be told is no longer so.
        await outbox.removeConsentGiven(tenantId, personId);
        const now = timeline.now();
        const since = now.toISOString();
        // Whoever asks expects it soon: looking begins anew.
        await list.change(tenantId, (waiting) => ({
          tenantId,
          people: [...new Set([...(waiting?.people ?? []), personId])],
          since,
          nextAt: lookAgainAt(since, now, limits),
        }));
      });
      wake.abort();
    },
    async given(tenantId, personId) {
      let others = false;
      await inTurn(tenantId, async () => {
        await list.change(tenantId, (waiting) => {
          if (!waiting) return undefined;
          const people = waiting.people.filter((one) => one !== personId);
          others = people.length > 0;
          // What one person has seen, the others need not wait for.
          return { ...waiting, people, nextAt: timeline.now().toISOString() };
        });
        await outbox.removeConsentGiven(tenantId, personId);
      });
      if (others) wake.abort();
    },
    start() {
      looping ??= loop();
    },
    async stop() {
      stopping.abort();
      await looping;
    },
  };
}
