import type { Logger } from 'pino';
import type { RealTime } from '../../base/real-time.js';
import type { Upgrades } from '../../engine/upgrades.js';
import type { Run } from '../../upgrade/run/run.js';
import type { Delivery } from './delivery.js';
import type { LiveCards } from './live-cards.js';
import { type Outbox, placeOf, superseded } from './outbox.js';

/** How long to wait after something could not be kept, and the longest wait when nothing is due. */
const afterTroubleMs = 5_000;
const longestWaitMs = 60_000;
const atOnce = 8;

/** Tells followers what they did not ask for: cards kept up to date, and messages that must arrive. */
export interface Proactive {
  /** Hands out what was left from before, then goes on until stopped. */
  start(): void;
  /** Looks at the outbox now. */
  nudge(): void;
  /** Resolves once no message is under way. */
  stop(): Promise<void>;
  /** Messages in the outbox as of the last look. */
  waiting(): number;
}

type Options = {
  upgrades: Pick<Upgrades, 'onChanged' | 'withNotices' | 'noticesSent'>;
  outbox: Outbox;
  deliver: Delivery;
  live: LiveCards;
  time: RealTime;
  log: Logger;
};

export function createProactive({ upgrades, outbox, deliver, live, time, log }: Options): Proactive {
  const stopping = new AbortController();
  const toHandOut = new Map<string, Run>();
  let wake = new AbortController();
  let size = 0;
  let looping: Promise<void> | undefined;
  let forget: (() => void) | undefined;

  const nudge = (): void => wake.abort();

  function changed(run: Run): void {
    live.changed(run);
    if (run.notices.length === 0) return;
    toHandOut.set(run.id, run);
    nudge();
  }

  /** @returns whether all went well. */
  async function handOut(): Promise<boolean> {
    let well = true;
    for (const [runId, run] of [...toHandOut]) {
      try {
        await outbox.add(run);
        await upgrades.noticesSent(
          run.tenantId,
          runId,
          run.notices.map(({ seq }) => seq),
        );
        if (toHandOut.get(runId) === run) toHandOut.delete(runId);
      } catch (error) {
        well = false;
        log.error({ err: error, run: runId }, 'messages to followers could not be kept; trying again');
      }
    }
    return well;
  }

  /** @returns how long nothing will be due, in milliseconds. */
  async function sendDue(): Promise<number> {
    const began = time.now();
    const all = await outbox.all();
    const idOf = new Map(all.map(({ id, value }) => [value, id]));
    const old = superseded(
      all.map(({ value }) => value),
      (message) => idOf.get(message) ?? '',
    );
    for (const message of all) if (old.has(message.id)) await outbox.remove(message);
    const kept = all.filter(({ id }) => !old.has(id));
    size = kept.length;

    // One person's messages keep their order; people do not wait for each other.
    const lines = new Map<string, typeof kept>();
    for (const message of kept.sort((a, b) => placeOf(a.value) - placeOf(b.value))) {
      const person = JSON.stringify([message.value.tenantId, message.value.personId]);
      lines.set(person, [...(lines.get(person) ?? []), message]);
    }
    const waiting = [...lines.values()];
    let longest = longestWaitMs;
    const worker = async () => {
      for (let line = waiting.shift(); line && !stopping.signal.aborted; line = waiting.shift()) {
        if (!(await sendLine(line))) longest = afterTroubleMs;
      }
    };
    await Promise.all(Array.from({ length: atOnce }, worker));

    const left = await outbox.all();
    size = left.length;
    // What was due when this began was tried, and waits for the person. Anything later has its time, perhaps past by now.
    const times = left.map(({ value }) => value.nextAt).filter((nextAt) => nextAt > began);
    return Math.max(0, Math.min(longest, ...times.map((nextAt) => nextAt - time.now())));
  }

  /** @returns whether all went well. */
  async function sendLine(line: Awaited<ReturnType<Outbox['all']>>): Promise<boolean> {
    for (const message of line) {
      if (message.value.nextAt > time.now() || stopping.signal.aborted) return true;
      try {
        if ((await deliver(message)) === 'waits') return true;
      } catch (error) {
        log.error({ err: error, message: message.id }, 'a message could not be handled; trying again');
        return false;
      }
    }
    return true;
  }

  async function loop(): Promise<void> {
    let known = false;
    while (!stopping.signal.aborted) {
      wake = new AbortController();
      let wait = afterTroubleMs;
      try {
        if (!known) {
          for await (const run of upgrades.withNotices()) toHandOut.set(run.id, run);
          known = true;
        }
        const well = await handOut();
        const quiet = await sendDue();
        wait = well ? quiet : Math.min(quiet, afterTroubleMs);
      } catch (error) {
        log.error({ err: error }, 'the outbox could not be read; trying again');
      }
      await time.sleep(wait, AbortSignal.any([wake.signal, stopping.signal]));
    }
  }

  return {
    nudge,
    waiting: () => size,
    start() {
      if (looping) return;
      forget = upgrades.onChanged(changed);
      looping = loop();
    },
    async stop() {
      forget?.();
      stopping.abort();
      live.stop();
      await looping;
    },
  };
}
