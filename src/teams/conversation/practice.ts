import type { Logger } from 'pino';
import { BoundedMap } from '../../base/bounded-map.js';
import { keyOf } from '../../base/key-of.js';
import type { RealTime } from '../../base/real-time.js';
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

const mostFound = 10_000;
/** How long an account is remembered, as roles are: a tenant may be put into another scenario. */
const freshMs = 60_000;

/** Finds people's accounts in their practice tenants. */
export class PracticeAccounts {
  /** Tenants known to exist. */
  private readonly prepared = new Set<string>();
  private readonly found = new BoundedMap<string, { id: string; at: number }>(mostFound);

  constructor(
    private readonly practice: Practice,
    private readonly log: Logger,
    private readonly time: Pick<RealTime, 'now'>,
  ) {}

  /** A tenant was put into another scenario: people may be others there. */
  forget(): void {
    this.found.clear();
  }

  /** Makes sure that the tenant is there. @returns the person with their account in it; as they came where it can't be read */
  async find(person: Person): Promise<Person> {
    const { tenantId, id, name } = person;
    const who = keyOf(tenantId, id, name);
    const known = this.found.get(who);
    if (known && this.time.now() - known.at <= freshMs) return { ...person, id: known.id };
    try {
      if (!this.prepared.has(tenantId)) await this.practice.ensure(tenantId);
      this.prepared.add(tenantId);
      const account = await this.practice.accountOf(tenantId, { id, name });
      this.found.set(who, { id: account, at: this.time.now() });
      return { ...person, id: account };
    } catch (error) {
      // The turn goes on: what cannot be read is answered for where it is read.
      this.log.warn({ err: error }, 'the practice cloud could not be asked');
      return person;
    }
  }
}
