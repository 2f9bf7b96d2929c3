import { Loop } from '../../base/loop.js';
import type { Duty } from '../../storage/duty.js';
import type { Run } from '../../upgrade/run/run.js';
import type { Parts } from '../parts.js';
import type { Delivery } from './delivery.js';
import { superseded } from './message.js';
import type { Outbox } from './outbox.js';
import { sendDue } from './send-due.js';

/** How long to wait after something could not be kept, and the longest wait when nothing is due. */
const afterTroubleMs = 5_000;
const longestWaitMs = 60_000;

/** Tells whichever process sends that there is something new. */
const posted = 'outbox';

type Options = Pick<Parts, 'upgrades' | 'peers' | 'time' | 'log'> & { outbox: Outbox; delivery: Delivery; duty: Duty };

/** Hands each run's notices to the outbox, and sends the outbox's messages when they are due. */
export class OutboxLoop extends Loop<number> {
  private readonly toHandOut = new Map<string, Run>();
  /** Whether the runs with notices from before the start were read. */
  private known = false;
  private size = 0;

  private readonly forget: () => void;

  constructor(private readonly options: Options) {
    super();
    this.forget = options.peers.on(posted, () => super.nudge());
    options.duty.onTaken(() => {
      // What another process handed out meanwhile must not be handed out again.
      this.toHandOut.clear();
      this.known = false;
    });
  }

  override nudge(): void {
    this.options.peers.tell(posted, '');
  }

  override stop(): Promise<void> {
    this.forget();
    return super.stop();
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
    const { outbox, time } = this.options;
    const began = time.now();
    const all = await outbox.all();
    const old = superseded(all);
    for (const message of old) await outbox.remove(message);
    const kept = all.filter((message) => !old.has(message));
    this.size = kept.length;
    const well = await sendDue(this.options, kept, AbortSignal.any([this.stopped, this.options.duty.ends]));
    const left = await outbox.all();
    this.size = left.length;
    // What was due when this began was tried, and waits for the person. Anything later has its time, perhaps past by now.
    const times = left.map(({ value }) => value.nextAt).filter((nextAt) => nextAt > began);
    const longest = well ? longestWaitMs : afterTroubleMs;
    return Math.max(0, Math.min(longest, ...times.map((nextAt) => nextAt - time.now())));
  }
}
