import type { Scenario } from '../cards/answers/scenarios.js';

/** The practice cloud, as far as the conversation offers it. A bot on Microsoft's cloud has none. */
export interface Practice {
  scenarios(): Promise<Scenario[]>;
  /** Makes sure that the tenant exists; one never seen gets the first scenario. */
  ensure(tenantId: string): Promise<void>;
  /** The account of the tenant that a person of a chat client for trying out is. */
  accountOf(tenantId: string, person: { id: string; name: string }): Promise<string>;
  /** Puts the tenant into a scenario, by name. */
  use(tenantId: string, scenario: string): Promise<void>;
  /** Moves the clock by an ISO 8601 duration and resolves with the new time. */
  advance(duration: string): Promise<Date>;
}
