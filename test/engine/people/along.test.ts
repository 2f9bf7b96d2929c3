import { describe, expect, it } from '@jest/globals';
import { alongIn, mayBeAlong, readAlong } from '../../../src/engine/people/along.js';
import type { Directory } from '../../../src/upgrade/ports.js';
import type { Run } from '../../../src/upgrade/run/run.js';
import type { LicensedUser, SkuUnits } from '../../../src/upgrade/tenant/facts.js';
import { idOf, licence } from '../../support/licensed-person.js';
import { aRun, aSource, aSplit, available } from '../../support/runs.js';
import { someUnits } from '../../upgrade/tenant-facts.js';
import { someone } from './tenant-of-people.js';

/** What goes and comes with the plan: of what comes, only what there is enough of for everybody. */

const e5 = idOf('SPE_E5');
const run = aRun({
  path: 'manual',
  plan: 'SPE_E3',
  assessment: available({ source: aSource({ sku: 'SPE_E5', skuId: e5 }) }),
});
const units = (sku: string, free: number, assigned = 5): SkuUnits =>
  someUnits({ sku, assigned, enabled: assigned + free });
const withPlan = (id: string, ...more: string[]) =>
  someone(
    id,
    ['SPE_E5', ...more].map((sku) => licence(idOf(sku))),
  );

function directoryOf(pages: LicensedUser[][], skus: SkuUnits[]): Directory {
  const directory: Partial<Directory> = {
    skus: async () => skus,
    async *holders() {
      yield* pages;
    },
  };
  return directory as Directory;
}
const read = (pages: LicensedUser[][], skus: SkuUnits[], of: Run = run) => readAlong(of, directoryOf(pages, skus));

describe('what comes with a plan', () => {
  const people = [
    [withPlan('ada'), withPlan('ben')],
    [withPlan('ada'), withPlan('cyd', 'MCOMEETADV')],
  ];

  it.each([
    ['there is a licence for everybody who has none of it, each counted once', 2, ['MCOMEETADV']],
    ['there are more', 3, ['MCOMEETADV']],
    ['one is missing', 1, []],
  ])('comes, or not, where %s', async (_what, free, to) => {
    expect(await read(people, [units('MCOMEETADV', free)])).toEqual({ from: [], to });
  });

  it('is told by product: of one there is enough, of another there is not', async () => {
    const skus = [units('MCOEV', 1), units('MCOMEETADV', 2), units('SPE_E3', 50)];
    expect(await read(people, skus)).toEqual({ from: [], to: ['MCOMEETADV'] });
  });

  it.each([
    [1, ['ada'], ['MCOMEETADV']],
    [0, ['ada'], []],
    [1, ['ada', 'ben'], []],
  ])('is for those who go to that plan, where people go to two: %i for %j', async (free, going, to) => {
    const split = aSplit({ plan: 'SPE_E3', rest: 'SPE_F1', people: going });
    expect((await read(people, [units('MCOMEETADV', free)], { ...run, split })).to).toEqual(to);
  });

  it('is not what comes with the other of two plans: its licences are theirs', async () => {
    const skus = [units('MCOMEETADV', 50), units('MCOEV', 50)];
    const before = { from: [], to: ['MCOMEETADV'] };
    expect((await readAlong(run, directoryOf(people, skus), 'SPE_E3', before)).to).toEqual(['MCOEV']);
  });

  it('is nothing where the new plan has it all, and what that has in it goes', async () => {
    const up = {
      ...run,
      plan: 'SPE_E5',
      assessment: available({ source: aSource({ sku: 'SPE_E3', skuId: idOf('SPE_E3') }) }),
    };
    expect(await read(people, [units('MCOMEETADV', 50)], up)).toEqual({ from: ['MCOMEETADV'], to: [] });
  });

  it('is nothing as long as no plan is chosen', async () => {
    expect(await read(people, [units('MCOMEETADV', 50)], { ...run, plan: null })).toEqual({ from: [], to: [] });
  });
});

describe('what goes and comes in one person’s change', () => {
  it('is told by id, with the services that the tenant lists', () => {
    const meetings = units('MCOMEETADV', 1);
    const along = alongIn({ from: ['MCOMEETADV', 'MCOEV'], to: ['POWER_BI_PRO'] }, [units('SPE_E3', 1), meetings]);
    expect(along).toEqual({
      alsoFrom: [
        { skuId: idOf('MCOMEETADV'), services: meetings.services },
        { skuId: idOf('MCOEV'), services: undefined },
      ],
      alsoTo: [{ skuId: idOf('POWER_BI_PRO'), services: undefined }],
    });
  });

  it('is nothing where nothing does, and where nobody knows the product', () => {
    expect(alongIn({ from: [], to: [] }, [])).toEqual({});
    expect(alongIn({ from: ['MCOEV'], to: ['MCOEV'] }, [])).toMatchObject({ alsoFrom: [{}], alsoTo: [{}] });
    expect(alongIn({ from: ['NEVER_HEARD_OF'], to: [] }, [])).toEqual({ alsoFrom: [], alsoTo: [] });
  });
});

describe('what is written down beside the plan', () => {
  it('is every product that may go or come with one, and no suite', () => {
    const along = mayBeAlong(run);
    expect(along).toEqual(expect.arrayContaining(['MCOMEETADV', 'Microsoft_Teams_EEA_New'].map(idOf)));
    expect(along).not.toContain(e5);
  });

  it('is nothing where Office 365 E4 is left, whose add-ons stay', () => {
    expect(mayBeAlong(aRun())).toEqual([]);
  });
});
