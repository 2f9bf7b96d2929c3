import type { Follower } from './follower.js';

/** How a person was when they were read last, undefined where nothing is kept of them; and when that was. */
type Known = { follower: Follower | undefined; at: number };

/** How people were lately, by tenant: a hundred of one are looked at in a turn. Bounded: one tenant gives way for another. */
export class KnownLately {
  private readonly tenants = new Map<string, Map<string, Known>>();
  private size = 0;

  /** @param most people of whom it is known */
  constructor(private readonly most: number) {}

  /** Those of a tenant, by their id. */
  of(tenantId: string): ReadonlyMap<string, Known> | undefined {
    return this.tenants.get(tenantId);
  }

  set(tenantId: string, personId: string, follower: Follower | undefined, at: number): void {
    const people = this.tenants.get(tenantId) ?? new Map<string, Known>();
    this.tenants.set(tenantId, people);
    const known = people.get(personId);
    if (known) {
      known.follower = follower;
      known.at = at;
      return;
    }
    people.set(personId, { follower, at });
    this.size += 1;
    for (const [tenant, { size }] of this.tenants) {
      if (this.size <= this.most) return;
      this.tenants.delete(tenant);
      this.size -= size;
    }
  }

  delete(tenantId: string, personId: string): void {
    const people = this.tenants.get(tenantId);
    if (!people?.delete(personId)) return;
    this.size -= 1;
    if (people.size === 0) this.tenants.delete(tenantId);
  }
}
