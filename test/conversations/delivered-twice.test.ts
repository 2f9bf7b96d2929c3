import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { startTestApp, type TestApp } from '../support/test-app.js';

/** Teams sends a turn again, with the same id, when its answer took long. */

let app: TestApp;
beforeAll(async () => {
  // A sandbox of its own, so that the bot can be started again.
  app = await startTestApp(
    { users: 8, owned: [{ sku: 'SPE_E3', seats: 8, users: 0 }] },
    { through: async (url) => url },
  );
});
afterAll(() => app.stop());

const moved = async () => (await app.sandbox.ledger(app.tenant)).users.holding.SPE_E3 ?? 0;

it('what is delivered twice counts once, at once and after a restart, and is given the first answer again', async () => {
  const alex = app.person('alex');
  await alex.say('upgrade');
  await alex.click('upgradeManually');
  const choose = { id: randomUUID(), type: 'invoke', name: 'adaptiveCard/action', replyToId: alex.card.activityId };
  const action = { type: 'Action.Execute', verb: 'choosePlan', data: { plan: 'SPE_E3' } };
  const first = await alex.send({ ...choose, value: { action, trigger: 'manual' } });
  const again = await alex.send({ ...choose, value: { action, trigger: 'manual' } });
  expect(again).toEqual(first);
  await alex.say('upgrade');
  if (alex.card.id === 'plans') await alex.click('choosePlan', { plan: 'SPE_E3' });
  await alex.click('acknowledge');
  await alex.click('useSubscription');
  await app.until(alex, (card) => card.id === 'manual-reassign' && card.how === 'message', 'PT1M');

  const pilot = { id: randomUUID(), type: 'message', text: 'pilot 2', textFormat: 'plain' };
  const before = alex.cards.length;
  await Promise.all([alex.send(pilot), alex.send(pilot)]);
  await app.until(
    alex,
    (card) => card.id === 'manual-reassign' && card.how === 'message' && alex.cards.indexOf(card) > before,
    'PT10S',
  );
  expect(await moved()).toBe(2);
  await app.whileDown(async () => undefined);
  await alex.send(pilot);
  for (let steps = 0; steps < 5; steps += 1) await app.sandbox.advance('PT20S');
  await alex.say('status');
  expect(alex.card.id).toBe('manual-reassign');
  expect(await moved()).toBe(2);
}, 60_000);
