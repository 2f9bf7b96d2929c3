import { keyOf } from '../../base/key-of.js';
import { Loop } from '../../base/loop.js';
import { machineTime } from '../../base/real-time.js';
import type { Duty } from '../../storage/duty.js';
import type { Run } from '../../upgrade/run/run.js';
import type { Parts } from '../parts.js';
import type { Delivery } from './delivery.js';
import { Lanes } from './lanes.js';
import { superseded } from './message.js';
import type { Outbox } from './outbox.js';

/** How long to wait after something could not be kept. */
const afterTroubleMs = 5_000;
/** How long a stop waits for what is on its way, in milliseconds. */
const graceMs = 2_000;

/** Tells whichever process sends that there is something new. */
const posted = 'outbox';
/** Tells it that a person was seen, by their key. */
const wasSeen = 'seen';

type Options = Pick<Parts, 'upgrades' | 'peers' | 'time' | 'log'> & { outbox: Outbox; delivery: Delivery; duty: Duty };

/** Hands each run's notices to the outbox, and sends the outbox's messages when they are due. */
export class OutboxLoop extends Loop<number> {
  private readonly toHandOut = new Map<string, Run>();
  /** Whether the runs with notices from before the start were read. */
  private known = false;
  private size = 0;
  /** Those for whom there are messages, as of the last look. */
  private people: ReadonlySet<string> = new Set();
  private readonly lanes: Lanes;
  private readonly cutOff = new AbortController();

  private readonly forget: () => void;

  constructor(private readonly options: Options) {
    super();
    const { peers, duty } = options;
    const mayBegin = () => !this.stopped.aborted && duty.isMine;
    this.lanes = new Lanes(options, { mayBegin, cutOff: this.cutOff.signal }, () => super.nudge());
    const heard = [peers.on(posted, () => this.beginAnew()), peers.on(wasSeen, (person) => this.lookedUp(person))];
    this.forget = () => {
      for (const end of heard) end();
    };
    duty.onTaken(() => {
      // What another process handed out meanwhile must not be handed out again.
      this.toHandOut.clear();
      this.known = false;
    });
  }

  /** Lets whichever process sends begin a round now, in which everything that rests is tried. */
  override nudge(): void {
    this.options.peers.tell(posted, '');
  }

  /** A person was seen: what waits for them is tried now. */
  seen(tenantId: string, personId: string): void {
    this.options.peers.tell(wasSeen, keyOf(tenantId, personId));
  }

  private beginAnew(): void {
    this.lanes.wake();
    super.nudge();
  }

  private lookedUp(person: string): void {
    if (!this.people.has(person)) return;
    this.lanes.seen(person);
    super.nudge();
  }

  override async stop(): Promise<void> {
    this.forget();
    await super.stop();
    // What is on its way has a little time to arrive, so that it is not sent again after the next start.
    const isIdle = this.lanes.idle();
    await Promise.race([isIdle, machineTime().sleep(graceMs)]);
    this.cutOff.abort();
    await isIdle;
  }

  /** Messages in the outbox as of the last look. */
  waiting(): number {
    return this.size;
  }

  /** A run changed: what it has to tell is handed out. */
  changed(run: Run): void {
    if (run.notices.length === 0) return;
    this.toHandOut.set(run.id, run);
    super.nudge();
  }

  /** @returns how long to wait, in milliseconds */
  protected async round(): Promise<number> {
    const { upgrades, log } = this.options;
    try {
      if (!this.known) for await (const run of upgrades.withNotices()) this.toHandOut.set(run.id, run);
      this.known = true;
      const handedOut = await this.handOut();
      const quiet = await this.send();
      return handedOut ? quiet : Math.min(quiet, afterTroubleMs);
    } catch (error) {
      log.error({ err: error }, 'the outbox could not be read; trying again');
      return afterTroubleMs;
    }
  }

  protected override ready(): Promise<void> {
    return this.options.duty.whenMine(this.stopped);
  }

  protected rest(ms: number, signal: AbortSignal): Promise<void> {
    return this.options.time.sleep(ms, signal);
  }

  /** @returns whether all went well. */
  private async handOut(): Promise<boolean> {
    const { outbox, upgrades, log } = this.options;
    let well = true;
    for (const [runId, run] of [...this.toHandOut]) {
      try {
        // As it is now: what was handed out since is not in it any more.
        const now = (await upgrades.run(run.tenantId, runId)) ?? run;
        await outbox.add(now);
        const handedOut = now.notices.map(({ seq }) => seq);
        await upgrades.noticesSent(run.tenantId, runId, handedOut);
        if (this.toHandOut.get(runId) === run) this.toHandOut.delete(runId);
      } catch (error) {
        well = false;
        log.error({ err: error, run: runId }, 'messages to followers could not be kept; trying again');
      }
    }
    return well;
  }

  /** @returns how long nothing will be due, in milliseconds. */
  private async send(): Promise<number> {
    const { outbox } = this.options;
    const all = await outbox.all();
    // What is on its way to somebody is not taken from under them.
    const old = superseded(all.filter((message) => !this.lanes.isBusy(message)));
    for (const message of old) await outbox.remove(message);
    const kept = all.filter((message) => !old.has(message));
    this.size = kept.length;
    this.people = new Set(kept.map(({ value }) => keyOf(value.tenantId, value.personId)));
    return this.lanes.begin(kept);
  }
}
