import { stretchesOf } from '../../base/stretches.js';
import type { Follower } from './follower.js';

/** How a person was when they were read last, undefined where nothing is kept of them; and when that was. */
type Known = { follower: Follower | undefined; at: number };

/** A tenant's people by their id; `blind`: some of whom it is known that none is shown a run, asked for together last. */
type Tenant = { people: Map<string, Known>; blind: readonly string[] };

/** How people were lately, by tenant: a hundred of one are looked at in a turn. Bounded: one tenant gives way for another. */
export class KnownLately {
  private readonly tenants = new Map<string, Tenant>();
  private size = 0;

  /** @param most people of whom it is known */
  constructor(private readonly most: number) {}

  /** Those of a tenant, by their id. */
  of(tenantId: string): ReadonlyMap<string, Known> | undefined {
    return this.tenants.get(tenantId)?.people;
  }

  /**
   * Of these people those who are shown a run, or of whom nothing is known. Of a list much like the one before it only
   * those are looked at who came.
   * @param personIds is not changed after this
   */
  maybeShown(tenantId: string, personIds: readonly string[]): readonly string[] {
    const tenant = this.tenants.get(tenantId);
    if (!tenant) return personIds;
    const { people, blind } = tenant;
    const come = stretchesOf(personIds, blind).filter(({ of }) => of === 'list');
    const maybe = come.flatMap(({ from, to }) =>
      personIds.slice(from, to).filter((personId) => {
        const known = people.get(personId);
        return !known || known.follower?.live;
      }),
    );
    if (maybe.length === 0) tenant.blind = personIds;
    return maybe;
  }

  set(tenantId: string, personId: string, follower: Follower | undefined, at: number): void {
    const tenant = this.tenants.get(tenantId) ?? { people: new Map<string, Known>(), blind: [] };
    this.tenants.set(tenantId, tenant);
    if (follower?.live) tenant.blind = [];
    const known = tenant.people.get(personId);
    if (known) {
      known.follower = follower;
      known.at = at;
      return;
    }
    tenant.people.set(personId, { follower, at });
    this.size += 1;
    for (const [id, { people }] of this.tenants) {
      if (this.size <= this.most) return;
      this.tenants.delete(id);
      this.size -= people.size;
    }
  }

  delete(tenantId: string, personId: string): void {
    const tenant = this.tenants.get(tenantId);
    if (!tenant?.people.delete(personId)) return;
    tenant.blind = [];
    this.size -= 1;
    if (tenant.people.size === 0) this.tenants.delete(tenantId);
  }
}
