import { notSwitchedOn } from '../../upgrade/licences/switched-on.js';
import { leftProduct } from '../../upgrade/plans/plans.js';
import type { SourceFound } from '../../upgrade/tenant/assessment.js';
import type { LicensedUser } from '../../upgrade/tenant/facts.js';

/** Finds out which services of a plan nobody has switched on, while those who hold it are read for whatever reason. */
export class Unused {
  private readonly seen = new Set<string>();
  private left;

  constructor(private readonly source: Pick<SourceFound, 'sku' | 'skuId' | 'assigned'>) {
    this.left = leftProduct(source.sku)?.services ?? [];
  }

  look(user: Pick<LicensedUser, 'id' | 'licences'>): void {
    const { skuId } = this.source;
    if (!user.licences.some((one) => one.skuId === skuId)) return;
    this.seen.add(user.id);
    this.left = notSwitchedOn(this.left, user, skuId);
  }

  /**
   * Names of the services, in the catalogue's order; undefined where fewer people were seen than hold the plan, and where
   * nobody does: what is not known counts as used.
   */
  get services(): string[] | undefined {
    const isWhole = this.seen.size > 0 && this.seen.size >= this.source.assigned;
    return isWhole ? this.left.map(({ name }) => name) : undefined;
  }
}
