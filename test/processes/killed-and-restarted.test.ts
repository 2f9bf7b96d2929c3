import { randomUUID } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { checkChain } from '../../src/engine/audit/chain.js';
import { createRunStore } from '../../src/engine/run-store.js';
import { openPostgres } from '../../src/storage/postgres/open.js';
import { type Bots, startBots } from '../support/bots.js';
import { describePostgres } from '../support/postgres/databases.js';
import { type PostgresServer, startPostgres } from '../support/postgres/server.js';
import type { TeamsPerson } from '../support/teams-client.js';
import { people } from '../support/test-app.js';

/**
 * Three real processes on one PostgreSQL of their own. Several tenants upgrade at once, processes are killed and others
 * started, and the database is restarted, as an operator does and as after a crash. `TENANTS=50` makes it a long one.
 */

const tenants = Number(process.env.TENANTS ?? 4);
/** At least; it goes on for as long as somebody upgrades. */
const kills = tenants;
const withinMs = 60_000 + tenants * 15_000;

describePostgres('three processes that are killed and started again, on a database that is restarted', () => {
  let folder: string;
  let server: PostgresServer;
  let bots: Bots;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'restarted-'));
    await chmod(folder, 0o755);
    server = await startPostgres(folder);
    bots = await startBots(server.url('postgres'), 3);
  });
  afterAll(async () => {
    await bots.stop();
    await server.stop('SIGQUIT');
    await rm(folder, { recursive: true, force: true });
  });

  it(
    'end every run once, order once, and tell everybody',
    async () => {
      const admins = await Promise.all(
        Array.from({ length: tenants }, (_, n) => admin(n % 2 ? 'tailspin' : 'contoso')),
      );
      const over = new AbortController();
      const trouble = makeTrouble(over.signal);
      const clock = moveClock(over.signal);
      try {
        await Promise.all(admins.map(({ person }) => upgrade(person)));
      } finally {
        over.abort();
        await Promise.all([trouble, clock]);
      }
      expect((await trouble).killed).toBeGreaterThanOrEqual(kills);
      const { documents } = await openPostgres({ url: server.url('postgres') });
      const runs = createRunStore(documents);
      for (const { tenant, person } of admins) {
        const ledger = await bots.sandbox.ledger(tenant);
        expect(ledger.orders).toHaveLength(1);
        expect(ledger.users).toMatchObject({ unlicensedMoments: 0, holding: { SPE_E3: ledger.users.total } });
        const history = await runs.history(tenant);
        expect(history.map(({ state }) => state.is)).toEqual(['completed']);
        expect(history.map((run) => checkChain(run).brokenAt)).toEqual([null]);
        expect(person.cards.filter(isTold).length).toBeGreaterThanOrEqual(1);
      }
      await documents.close();
    },
    withinMs + 60_000,
  );

  async function admin(scenario: string): Promise<{ tenant: string; person: TeamsPerson }> {
    const tenant = randomUUID();
    await bots.sandbox.put(tenant, scenario);
    return { tenant, person: bots.teams.person({ ...people.alex, tenantId: tenant }) };
  }

  /** Goes through an upgrade as a person does whose bot does not always answer: looks, and tries again. */
  async function upgrade(person: TeamsPerson): Promise<void> {
    const answers: [verb: string, inputs: Record<string, string>][] = [
      ['choosePlan', { plan: 'SPE_E3' }],
      ['acknowledge', { understood: 'true' }],
      ['goToCheckout', {}],
      ['placeOrder', {}],
    ];
    for (const end = Date.now() + withinMs; !person.cards.some(isTold); ) {
      if (Date.now() > end) throw new Error(`not told within ${withinMs} ms; last: ${person.cards.at(-1)?.text}`);
      const card = person.cards.at(-1);
      const next = answers.find(([verb]) => card?.verbs.includes(verb));
      const turn = next && card ? person.click(...next, card) : person.say(card ? 'status' : 'upgrade');
      await turn.catch(() => undefined);
      await pause(next ? 100 : 1_000);
    }
  }

  /** Kills and starts processes, and restarts the database twice. */
  async function makeTrouble(over: AbortSignal): Promise<{ killed: number }> {
    let killed = 0;
    for (let round = 1; !over.aborted || killed < kills; round += 1) {
      await pause(300 + Math.random() * 1_200);
      if (round % 3 === 0) {
        await server.stop(round % 2 === 0 ? 'SIGINT' : 'SIGQUIT');
        await server.start();
      }
      const bot = bots.up[Math.floor(Math.random() * bots.up.length)];
      if (bot) await bots.kill(bot);
      killed += 1;
      await startUntilUp();
    }
    return { killed };
  }

  /** As whatever watches over the processes does. */
  async function startUntilUp(): Promise<void> {
    for (;;) {
      const isUp = await bots.start().then(
        () => true,
        () => false,
      );
      if (isUp) return;
      await pause(200);
    }
  }

  async function moveClock(over: AbortSignal): Promise<void> {
    while (!over.aborted) {
      await bots.sandbox.advance('PT10M');
      await pause(300);
    }
  }
});

const isTold = (card: TeamsPerson['card']): boolean => card.id === 'completed' && card.how === 'message';
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
