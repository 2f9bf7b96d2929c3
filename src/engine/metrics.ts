import { Gauge, type Registry } from 'prom-client';
import type { Engine } from './engine.js';

/** What the engine shows of itself to Prometheus. */
export function engineMetrics(registry: Registry, engine: Engine): void {
  new Gauge({
    name: 'upgrade_assistant_runs_active',
    help: 'Runs that are being carried forward or waited for',
    registers: [registry],
    collect() {
      this.set(engine.active);
    },
  });
}
