import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import type { HealthWatch } from '../../storage/health-watch.js';

/** What the conversation counts, for GET /metrics. */
export type TurnMetrics = ReturnType<typeof createTurnMetrics>;

const kinds = ['message', 'invoke', 'conversationUpdate', 'installationUpdate'];

/**
 * @param registry where the numbers are kept; others may add theirs.
 * @param seen asked when the numbers are read.
 */
export function createTurnMetrics(
  registry: Registry,
  { outboxSize, health }: { outboxSize: () => number; health: Pick<HealthWatch, 'tell'> },
) {
  const turns = new Counter({
    name: 'upgrade_assistant_turns_total',
    help: 'Activities taken, by type and outcome',
    labelNames: ['type', 'outcome'],
    registers: [registry],
  });
  const durations = new Histogram({
    name: 'upgrade_assistant_turn_seconds',
    help: 'How long a turn took, from the request to the end of the answer',
    labelNames: ['type'],
    buckets: [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 15],
    registers: [registry],
  });
  const bodies = new Counter({
    name: 'upgrade_assistant_body_bytes_total',
    help: 'Bytes of bodies that were read, of callers with a genuine token',
    registers: [registry],
  });
  new Gauge({
    name: 'upgrade_assistant_outbox_messages',
    help: 'Messages that wait to be delivered to followers',
    registers: [registry],
    collect() {
      this.set(outboxSize());
    },
  });
  const setAside = new Gauge({
    name: 'upgrade_assistant_documents_set_aside',
    help: 'Documents that were not understood and wait for the operator',
    labelNames: ['kind'],
    registers: [registry],
    collect() {
      setAside.reset();
      for (const [kind, count] of Object.entries(health.tell().setAside)) setAside.set({ kind }, count);
    },
  });
  return {
    /** So many bytes of a body were read. */
    read: (bytes: number): void => bodies.inc(bytes),
    /** Begins to time a turn; the function it returns ends it, with what came of it. */
    turn(named: string) {
      // The type comes from outside: any text as a label would be a way to fill the memory.
      const type = kinds.includes(named) ? named : 'other';
      const end = durations.startTimer({ type });
      return (outcome: string): void => {
        end();
        turns.inc({ type, outcome });
      };
    },
  };
}
