import type { Logger } from 'pino';
import type { Scenario } from '../cards/answers/scenarios.js';
import type { Person } from './person.js';

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

/** Finds people's accounts in their practice tenants. */
export class PracticeAccounts {
  /** Tenants known to exist. */
  private readonly prepared = new Set<string>();

  constructor(
    private readonly practice: Practice,
    private readonly log: Logger,
  ) {}

  /** Makes sure that the tenant is there. @returns the person with their account in it; as they came where it can't be read */
  async find(person: Person): Promise<Person> {
    const { tenantId, id, name } = person;
    try {
      if (!this.prepared.has(tenantId)) await this.practice.ensure(tenantId);
      this.prepared.add(tenantId);
      return { ...person, id: await this.practice.accountOf(tenantId, { id, name }) };
    } catch (error) {
      // The turn goes on: what cannot be read is answered for where it is read.
      this.log.warn({ err: error }, 'the practice cloud could not be asked');
      return person;
    }
  }
}
