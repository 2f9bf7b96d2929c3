import { describe, expect, it } from '@jest/globals';
import { readNewPlan } from '../../src/engine/plans.js';
import { product } from '../../src/upgrade/plans/plans.js';
import { aSource, available, runIn } from '../support/runs.js';
import { newSku, oldSku, worldOf } from '../support/tenant-model.js';
import { aSubscription } from '../upgrade/tenant-facts.js';

const old = (id: string, nextLifecycleAt: string) =>
  aSubscription({ id, sku: oldSku, skuId: product(oldSku)?.skuId ?? '', nextLifecycleAt });

describe('when the old plan ends', () => {
  const first = old('first', '2026-04-01T00:00:00Z');
  const second = old('second', '2026-09-01T00:00:00Z');
  const run = {
    ...runIn.cancelling(),
    plan: newSku,
    assessment: available({ source: { ...aSource(), skuId: first.skuId, subscriptions: [first, second] } }),
  };
  const oldEndsAt = async (...rows: (typeof first)[]) => {
    const listed = rows.map((row) => ({ row, terms: undefined }));

    return (
      await readNewPlan(
        run,
        worldOf(
          { plan: newSku, rows: listed, people: [], groups: [], isConverted: false, liar: 'none' },
          [],
          () => new Date(),
        ),
      )
    ).oldEndsAt;
  };

  it('is when the first of its purchases does', async () => {
    expect(await oldEndsAt(first, second)).toBe('2026-04-01T00:00:00Z');
  });

  it('does not hang on a purchase that became the new plan meanwhile', async () => {
    expect(await oldEndsAt({ ...first, sku: newSku, skuId: product(newSku)?.skuId ?? '' }, second)).toBe(
      '2026-09-01T00:00:00Z',
    );
  });

  it('is later once a term was renewed', async () => {
    expect(await oldEndsAt({ ...first, nextLifecycleAt: '2027-04-01T00:00:00Z' }, second)).toBe('2026-09-01T00:00:00Z');
  });

  it('is as it was read before where a purchase is not listed', async () => {
    expect(await oldEndsAt(second)).toBe('2026-04-01T00:00:00Z');
  });
});
