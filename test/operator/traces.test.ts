import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { startBotProcess } from '../support/bot-process.js';
import { people } from '../support/people.js';
import { startTeamsClient } from '../support/teams-client.js';

/** What an operator sees who loads an OpenTelemetry SDK into the bot's process. */

const main = fileURLToPath(new URL('../../dist/bundle/main.js', import.meta.url));
const sdk = fileURLToPath(new URL('../support/tracing.mjs', import.meta.url));
type Span = { name: string; attributes: Record<string, string>; id: string; parent?: string };

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'traces-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

it('a turn is a span, what it asks of Microsoft and the steps of the run are too, and nobody is named', async () => {
  const SPANS = join(folder, 'spans');
  const env = { CLOUD: 'sandbox', PORT: '0', SANDBOX_PORT: '0', DATA_DIR: join(folder, 'data'), SPANS };
  const bot = await startBotProcess(env, [process.execPath, '--import', sdk, main]);
  const teams = await startTeamsClient({ bot: bot.url });
  const alex = teams.person(people.alex);
  await alex.say('upgrade');
  await alex.waitFor(({ id }) => id === 'plans' || id === 'upgrade-available');
  await teams.close();
  await bot.terminate();

  const told = await readFile(SPANS, 'utf8');
  const spans = told
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Span);
  const turn = spans.find(({ name }) => name === 'turn');
  expect(turn?.attributes).toEqual({ 'activity.type': 'message' });
  const withinTurn = spans.filter(({ parent }) => parent === turn?.id);
  expect(withinTurn.length).toBeGreaterThan(0);
  for (const { attributes } of withinTurn)
    expect(Object.keys(attributes).sort()).toEqual(['http.request.method', 'upgrade.tenant']);
  for (const name of Object.values(people).map((person) => person.name)) expect(told).not.toContain(name);
});
