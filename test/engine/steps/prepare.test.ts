import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { prepare } from '../../../src/engine/steps/prepare.js';
import { watch } from '../../../src/engine/steps/watch.js';
import { watchOldPlan } from '../../../src/engine/steps/watch-old-plan.js';
import type { Documents } from '../../../src/storage/documents.js';
import { type TemporaryFolder, temporaryFolder } from '../../storage/lowdb/temporary-folder.js';
import { idOf, licence, person } from '../../support/licensed-person.js';
import { aSubscription, runIn } from '../../support/runs.js';
import { someUnits } from '../../upgrade/tenant-facts.js';
import { inTenant } from './in-tenant.js';

/** What is looked at before anything changes, and after everything has. */

let folder: TemporaryFolder;
let documents: Documents;
beforeEach(async () => {
  folder = await temporaryFolder();
  documents = await folder.open();
});
afterEach(() => folder.end());

const old = 'ENTERPRISEWITHSCAL';
const adele = person(licence(idOf(old)));

it('people are written down, and whoever joined since the list was read shows in the count', async () => {
  const skus = [someUnits({ assigned: 1 })];
  const directory = {
    async *holders() {
      yield [adele];
      for (const units of skus) units.assigned = 2;
    },
  };
  const tenant = inTenant({ documents, skus, directory });
  const after = await tenant.take(prepare, runIn.preparing());
  expect(tenant.told).toMatchObject([{ found: 'snapshot', taken: { people: 1, pages: 1 }, counted: 2 }]);
  expect(after.state.is).toBe('preparing');
});

it('people who were written down in part, when the bot is stopped, count as not written down', async () => {
  const tenant = inTenant({ documents, people: [adele], stop: AbortSignal.abort() });
  await tenant.take(prepare, runIn.preparing());
  expect(tenant.told).toEqual([]);
});

it('an old plan that was kept is looked at how it stands', async () => {
  const tenant = inTenant({ subscriptions: [aSubscription({ status: 'Suspended' })] });
  const after = await tenant.take(watchOldPlan, runIn.kept());
  expect(tenant.told).toMatchObject([{ found: 'oldPlan', stands: { active: [], ended: [aSubscription().id] } }]);
  expect(after.state.is).toBe('completed');
});

it('a tenant that is watched is assessed anew', async () => {
  const tenant = inTenant({
    directory: {
      organization: async () => ({ displayName: 'Contoso', country: 'SE' }),
      serviceIssues: async () => [],
    },
    commerce: { eligibility: async () => ({ is: 'unknown' }), sells: async () => undefined },
  });
  await tenant.take(watch, runIn.assessed());
  expect(tenant.told).toMatchObject([
    { found: 'assessment', assessment: { source: { sku: old, subscriptions: [{ id: aSubscription().id }] } } },
  ]);
});
