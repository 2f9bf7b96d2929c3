import { randomUUID } from 'node:crypto';
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { projectFolder } from '../../src/base/project-folder.js';
import { type BotProcess, startBotProcess } from '../support/bot-process.js';
import { people } from '../support/people.js';
import { sandboxControl } from '../support/sandbox-control.js';
import { startTeamsClient, type TeamsClient } from '../support/teams-client.js';
import { until } from '../support/test-app.js';

/** A plan that Microsoft may sell one day is a row of the catalogue: nothing else of the program knows it. */

const catalogue = 'dist/upgrade/plans/catalogue.json';
const row = {
  sku: 'SPE_E9',
  skuId: '00000000-0000-4000-8000-000000000009',
  displayName: 'Microsoft 365 E9',
  kind: 'suite',
};

let folder: string;
let bot: BotProcess;
let teams: TeamsClient;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'one-row-more-'));
  for (const shared of ['cards', 'docs', 'manifest', 'node_modules', 'package.json', 'src'])
    await symlink(join(projectFolder, shared), join(folder, shared));
  await cp(join(projectFolder, 'dist'), join(folder, 'dist'), { recursive: true });
  const table = JSON.parse(await readFile(join(folder, catalogue), 'utf8'));
  const { services } = table.products.find(({ sku }: { sku: string }) => sku === 'SPE_E5');
  table.products.push({ ...row, services });
  await writeFile(join(folder, catalogue), JSON.stringify(table));
  const env = { CLOUD: 'sandbox', PORT: '0', SANDBOX_PORT: '0', DATA_DIR: join(folder, 'data') };
  bot = await startBotProcess(env, [process.execPath, join(folder, 'dist', 'main.js')]);
  teams = await startTeamsClient({ bot: () => bot.url });
}, 60_000);
afterAll(async () => {
  await teams.close();
  await bot.terminate();
  await rm(folder, { recursive: true, force: true });
});

it('an upgrade goes to a plan that is one row more, from the choice to the end', async () => {
  const sandbox = sandboxControl(bot.sandboxUrl);
  const tenantId = randomUUID();
  await sandbox.put(tenantId, { source: 'SPE_E3', users: 4, blockers: ['NOT_ELIGIBLE'], provisioningDelay: 'PT1S' });
  const alex = teams.person({ ...people.alex, locale: 'en-US', tenantId });
  await alex.say('upgrade');
  await alex.click('upgradeManually');
  expect(alex.card.text).toContain('Microsoft 365 E9');
  await alex.say('choose Microsoft 365 E9');
  await alex.click('acknowledge');
  await alex.click('buyNew');
  await alex.click('goToCheckout');
  await alex.click('placeOrder');
  await until(sandbox, alex, 'manual-reassign');
  await alex.click('reassign', { pilot: '0' });
  await until(sandbox, alex, 'manual-cancel');
  await alex.click('cancelOld');
  const done = await until(sandbox, alex, 'completed');
  expect(done.text).toContain('Everyone who had Microsoft 365 E3 now has Microsoft 365 E9.');
  const { users, orders } = await sandbox.ledger(tenantId);
  expect(users).toMatchObject({ holding: { SPE_E9: 4 }, unlicensedMoments: 0 });
  expect(orders.map(({ sku, quantity }) => [sku, quantity])).toEqual([['SPE_E9', 4]]);
});
