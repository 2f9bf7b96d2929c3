import type { Scenario } from './cards/index.js';

/** The practice cloud, as far as the conversation offers it. A bot on Microsoft's cloud has none. */
export interface Practice {
  scenarios(): Promise<Scenario[]>;
  /** Makes sure that the tenant exists; one never seen gets the first scenario. */
  ensure(tenantId: string): Promise<void>;
  /** Puts the tenant into a scenario, by name. */
  use(tenantId: string, scenario: string): Promise<void>;
  /** Moves the clock by an ISO 8601 duration and resolves with the new time. */
  advance(duration: string): Promise<Date>;
}
