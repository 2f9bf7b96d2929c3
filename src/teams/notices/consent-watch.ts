import { concurrently } from '../../base/concurrently.js';
import { TookTooLong, within } from '../../base/deadline.js';
import { createKeyedQueue } from '../../base/keyed-queue.js';
import { Loop } from '../../base/loop.js';
import type { Duty } from '../../storage/duty.js';
import { PortError } from '../../upgrade/ports.js';
import { hour, lookAgainAt } from '../../upgrade/run/waiting.js';
import type { Parts } from '../parts.js';
import type { ConsentWaiting, ConsentWaitingList } from './consent-waiting.js';
import type { Outbox } from './outbox.js';

/** Spans in milliseconds. */
const limits = { atLeast: 5_000, atMost: hour };
const giveUpAfter = 30 * 24 * hour;
const afterTrouble = 5_000;
const patience = 15_000;
const tenantsAtOnce = 8;

/** Tells whichever process looks that it is to look now. */
const lookNow = 'consent';

type Options = Pick<Parts, 'upgrades' | 'access' | 'readTenant' | 'clock' | 'peers' | 'time' | 'log'> & {
  waitingList: ConsentWaitingList;
  outbox: Outbox;
  /** Called when there is something new in the outbox. */
  posted: () => void;
  duty: Duty;
};

/**
 * Looks whether consent was given where people wait for it, and tells them: it is given elsewhere and tells nobody. A
 * run that waits for a permission looks for itself, and its followers are not kept here.
 */
export class ConsentWatch extends Loop<Date> {
  /** By tenant: a person who has just seen it for themselves must not slip in between reading and telling. */
  private readonly inTurn = createKeyedQueue();

  private readonly forget: () => void;

  constructor(private readonly options: Options) {
    super();
    this.forget = options.peers.on(lookNow, () => super.nudge());
  }

  override nudge(): void {
    this.options.peers.tell(lookNow, '');
  }

  override stop(): Promise<void> {
    this.forget();
    return super.stop();
  }

  /** The person was told that a permission is missing. Resolves once it is kept that they wait. */
  async missing(tenantId: string, personId: string): Promise<void> {
    const { waitingList, outbox } = this.options;
    if (await this.runLooks(tenantId, personId)) return;
    await this.inTurn(tenantId, async () => {
      // What was to be told is no longer so.
      await outbox.removeConsentGiven(tenantId, personId);
      const now = this.now();
      const since = now.toISOString();
      // Whoever asks expects it soon: looking begins anew.
      await waitingList.change(tenantId, (waiting) => ({
        tenantId,
        people: [...new Set([...(waiting?.people ?? []), personId])],
        since,
        nextAt: lookAgainAt(since, now, limits),
      }));
    });
    this.nudge();
  }

  /** The person saw for themselves that it is there: they need not be told any more. */
  async given(tenantId: string, personId: string): Promise<void> {
    const { waitingList, outbox } = this.options;
    let others = false;
    await this.inTurn(tenantId, async () => {
      await waitingList.change(tenantId, (waiting) => {
        others = false;
        if (!waiting) return undefined;
        const people = waiting.people.filter((one) => one !== personId);
        others = people.length > 0;
        // What one person has seen, the others need not wait for.
        return { ...waiting, people, nextAt: this.now().toISOString() };
      });
      await outbox.removeConsentGiven(tenantId, personId);
    });
    if (others) this.nudge();
  }

  private now(): Date {
    return this.options.clock.now();
  }

  /** A run that waits for a permission looks for itself, and goes on in front of its followers. */
  private async runLooks(tenantId: string, personId: string): Promise<boolean> {
    const run = await this.options.upgrades.current(tenantId);
    return run?.state.is === 'needsAttention' && run.state.trouble.is === 'denied' && run.followers.includes(personId);
  }

  /** @returns when the next tenant is due */
  protected async round(): Promise<Date> {
    const { waitingList, log } = this.options;
    let next = this.now().getTime() + limits.atMost;
    try {
      await concurrently(waitingList.all(), tenantsAtOnce, async (waiting) => {
        const due = await this.lookIfDue(waiting);
        next = Math.min(next, due);
      });
    } catch (error) {
      log.error({ err: error }, 'who waits for consent could not be read; trying again');
      next = Math.min(next, this.now().getTime() + afterTrouble);
    }
    return new Date(next);
  }

  protected override ready(): Promise<void> {
    return this.options.duty.whenMine(this.stopped);
  }

  protected rest(until: Date, signal: AbortSignal): Promise<void> {
    return this.options.clock.sleepUntil(until, signal);
  }

  /** @returns when the tenant is due next */
  private async lookIfDue(waiting: ConsentWaiting): Promise<number> {
    const due = Date.parse(waiting.nextAt);
    if (due > this.now().getTime() || this.stopped.aborted) return due;
    const { tenantId } = waiting;
    try {
      const ready = await this.readyIn(waiting);
      if (this.stopped.aborted) return due;
      return await this.inTurn(tenantId, () => this.tell(tenantId, ready));
    } catch (error) {
      this.options.log.error({ err: error, tenant: tenantId }, 'a look for consent failed; trying again');
      return this.now().getTime() + afterTrouble;
    }
  }

  /** The people for whom everything can be read that a check reads. */
  private async readyIn({ tenantId, people }: ConsentWaiting): Promise<Set<string>> {
    const ready = new Set<string>();
    if (!(await this.isReadable(tenantId))) return ready;
    for (const person of people) if (await this.options.access.rolesNow(tenantId, person)) ready.add(person);
    return ready;
  }

  private async isReadable(tenantId: string): Promise<boolean> {
    const { readTenant, time, log } = this.options;
    try {
      await within(readTenant(tenantId), patience, time, this.stopped);
      return true;
    } catch (error) {
      if (!(error instanceof PortError || error instanceof TookTooLong)) throw error;
      log.debug({ err: error, tenant: tenantId }, 'consent is still waited for');
      return false;
    }
  }

  /** Puts a message into the outbox for each who is ready. @returns when the tenant is due next */
  private async tell(tenantId: string, ready: ReadonlySet<string>): Promise<number> {
    const { waitingList, outbox, posted, log } = this.options;
    const now = this.now();
    const told: string[] = [];
    let next = Number.POSITIVE_INFINITY;
    await waitingList.change(tenantId, async (waiting) => {
      told.length = 0;
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
}
