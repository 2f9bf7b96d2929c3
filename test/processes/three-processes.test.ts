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
 * Three real processes on one real PostgreSQL: whichever takes a turn, and whichever is killed, it is one bot.
 * `TENANTS=50 npm test -- test/processes` lets so many upgrade at once, and kills so many processes meanwhile.
 */

const tenants = Number(process.env.TENANTS ?? 2);
const kills = tenants + 1;
const withinMs = 90_000 + tenants * 15_000;

describePostgres('three processes on one database', () => {
  let folder: string;
  let server: PostgresServer;
  let bots: Bots;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'processes-'));
    await chmod(folder, 0o755);
    server = await startPostgres(folder);
    bots = await startBots(server.url('postgres'), 3);
  });
  afterAll(async () => {
    await bots.stop();
    await server.stop('SIGQUIT');
    await rm(folder, { recursive: true, force: true });
  });

  it('place one order of fifty simultaneous clicks and texts, and tell of its end once', async () => {
    const { tenant, person } = await admin('contoso');
    await person.say('upgrade');
    await person.click('choosePlan', { plan: 'SPE_E3' });
    await person.click('acknowledge');
    await person.click('goToCheckout');
    const { card } = person;
    expect(card.verbs).toContain('placeOrder');
    const turns = Array.from({ length: 50 }, (_, n) =>
      n % 2 === 0 ? person.click('placeOrder', {}, card) : person.say('place order'),
    );
    for (const { status } of await Promise.all(turns)) expect(status).toBeLessThan(300);
    const over = new AbortController();
    const clock = moveClock('PT1M', over.signal);
    await person.waitFor(isTold);
    over.abort();
    await clock;
    await expectOneOrder(tenant);
    expect(person.cards.filter(isTold)).toHaveLength(1);
  });

  it(
    'end every run once and tell everybody, however they are killed and the database is restarted',
    async () => {
      const admins = await Promise.all(
        Array.from({ length: tenants }, (_, n) => admin(n % 2 ? 'tailspin' : 'contoso')),
      );
      const over = new AbortController();
      const clock = moveClock('PT1H', over.signal);
      const trouble = makeTrouble();
      try {
        await Promise.all(admins.map(({ person }) => upgrade(person)));
      } finally {
        over.abort();
        await Promise.all([trouble, clock]);
      }
      const { documents } = await openPostgres({ url: server.url('postgres') });
      const runs = createRunStore(documents);
      for (const { tenant, person } of admins) {
        await expectOneOrder(tenant);
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

  async function expectOneOrder(tenant: string): Promise<void> {
    const { orders, users } = await bots.sandbox.ledger(tenant);
    expect(orders).toHaveLength(1);
    expect(users).toMatchObject({ unlicensedMoments: 0, holding: { SPE_E3: users.total } });
  }

  /** Goes through an upgrade as a person does whose bot does not always answer: looks, and tries again. */
  async function upgrade(person: TeamsPerson): Promise<void> {
    const answers: [verb: string, inputs: Record<string, string>][] = [
      ['choosePlan', { plan: 'SPE_E3' }],
      ['acknowledge', { understood: 'true' }],
      ['goToCheckout', {}],
      ['placeOrder', {}],
      // Where days have passed meanwhile, whoever began it is asked whether it is to go on.
      ['retry', {}],
    ];
    for (const end = Date.now() + withinMs; !person.cards.some(isTold); ) {
      if (Date.now() > end) throw new Error(`not told within ${withinMs} ms; last: ${person.cards.at(-1)?.text}`);
      const card = person.cards.at(-1);
      const next = answers.find(([verb]) => card?.verbs.includes(verb));
      // What came of the first word was lost with the process that looked: it is said again.
      const isAsked = card && !['welcome', 'notice', 'refused'].includes(card.id ?? '');
      const turn = next && card ? person.click(...next, card) : person.say(isAsked ? 'status' : 'upgrade');
      await turn.catch(() => undefined);
      await pause(next ? 100 : 1_000);
    }
  }

  /** Kills processes and starts others; restarts the database, as an operator does and as after a crash. */
  async function makeTrouble(): Promise<void> {
    for (let killed = 0; killed < kills; killed += 1) {
      await pause(300 + Math.random() * 1_200);
      const bot = bots.up[Math.floor(Math.random() * bots.up.length)];
      if (bot) await bots.kill(bot);
      if (killed % 3 === 1) {
        await server.stop(killed % 2 === 0 ? 'SIGINT' : 'SIGQUIT');
        await server.start();
      }
      await startUntilUp();
    }
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

  async function moveClock(step: string, over: AbortSignal): Promise<void> {
    while (!over.aborted) {
      await bots.sandbox.advance(step);
      await pause(300);
    }
  }
});

const isTold = (card: TeamsPerson['card']): boolean => card.id === 'completed' && card.how === 'message';
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
