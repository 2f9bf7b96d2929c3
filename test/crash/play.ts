import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { checkChain } from '../../src/engine/audit/chain.js';
import { createRunStore } from '../../src/engine/run-store.js';
import { startSandbox } from '../../src/sandbox/server.js';
import type { Documents } from '../../src/storage/documents.js';
import { openLowdb } from '../../src/storage/lowdb/open.js';
import { openPostgres } from '../../src/storage/postgres/open.js';
import { type BotProcess, startBotProcess } from '../support/bot-process.js';
import { people, type Who } from '../support/people.js';
import { sandboxControl } from '../support/sandbox-control.js';
import { type SeenCard, startTeamsClient, type TeamsPerson } from '../support/teams-client.js';
import { type Kill, killedAt, killing } from './kills.js';
import type { Story } from './stories.js';

/** One story from the first word to the end, with the bot killed at moments of it. */

const run = promisify(execFile);
const moments = fileURLToPath(new URL('./moments.mjs', import.meta.url));
const main = fileURLToPath(new URL('../../dist/bundle/main.js', import.meta.url));
/** Short steps of the clock first, then long ones, which the bot has to see one by one: it looks five times a second. */
const short = { steps: 40, duration: 'PT30S', betweenMs: 15 };
/** How long there are no descriptors: connections that are kept open are let go of meanwhile, and new ones needed. */
const starvedMs = 8_000;
const long = { steps: 400, duration: 'PT45M', betweenMs: 250 };

export type Played = {
  /** Every moment of it in order; empty where one was to kill. */
  moments: string[];
  /** How often it was killed. */
  kills: number;
  /** At which of the moments that were named. */
  killedAt: string[];
  /** What failed as it was made to, by its code. */
  failures: string[];
  /** What does not hold of what was promised. */
  broken: string[];
};

/**
 * @param kills when it is killed, and when next after it was started again
 * @param databaseUrl where documents are kept; in a folder when left out
 */
export async function play(story: Story, kills: readonly Kill[] = [], databaseUrl?: string): Promise<Played> {
  const folder = await mkdtemp(join(tmpdir(), 'crash-'));
  const dataDir = join(folder, 'data');
  const kept: Record<string, string> = databaseUrl ? { DATABASE_URL: databaseUrl } : {};
  const failures = join(folder, 'failures');
  const passed = join(folder, 'passed');
  const watched =
    kills.length === 0 ? [{ MOMENTS: join(folder, 'moments') }] : kills.flatMap((kill) => killing(kill, passed));
  const stage = await Stage.open(story, { ...kept, DATA_DIR: dataDir, FAILURES: failures }, watched);
  try {
    const starved = kills.find((kill) => 'noDescriptors' in kill);
    const broken = await stage.play(starved?.noDescriptors);
    await stage.stopBot();
    const { documents } = databaseUrl
      ? await openPostgres({ url: databaseUrl })
      : { documents: await openLowdb({ dataDir }) };
    broken.push(...(await brokenInStore(documents, stage)));
    const lines = async (path: string) => (await readFile(path, 'utf8').catch(() => '')).split('\n').filter(Boolean);
    return {
      moments: await lines(join(folder, 'moments')),
      kills: stage.kills,
      killedAt: await killedAt(passed),
      failures: await lines(failures),
      broken,
    };
  } finally {
    await stage.close();
    await rm(folder, { recursive: true, force: true });
  }
}

class Stage {
  readonly tenant = randomUUID();
  /** What was acknowledged to the admin. */
  readonly done = new Set<string>();
  kills = 0;
  private bot: BotProcess | undefined;
  private isUp: Promise<void> = Promise.resolve();

  private constructor(
    private readonly story: Story,
    private readonly env: Record<string, string>,
    private readonly cloud: Awaited<ReturnType<typeof startSandbox>>,
    private readonly teams: Awaited<ReturnType<typeof startTeamsClient>>,
    /** What each start of the bot is watched by, until there is nothing left to watch for. */
    private readonly watched: Record<string, string>[],
    private readonly alex: TeamsPerson,
    private readonly colleague: TeamsPerson | undefined,
  ) {}

  static async open(
    story: Story,
    kept: Record<string, string>,
    watched: readonly Record<string, string>[],
  ): Promise<Stage> {
    const cloud = await startSandbox({ port: 0 });
    let stage: Stage | undefined;
    const teams = await startTeamsClient({ bot: () => stage?.bot?.url ?? '' });
    const env = { CLOUD: 'sandbox', PORT: '0', SANDBOX_URL: cloud.url, ...kept };
    const tenant = randomUUID();
    const person = (who: Who) => teams.person({ ...people[who], tenantId: tenant, timeZone: 'Asia/Tokyo' });
    const { who = 'alex', colleague } = story;
    stage = new Stage(story, env, cloud, teams, [...watched], person(who), colleague && person(colleague.who));
    Object.assign(stage, { tenant });
    await sandboxControl(cloud.url).put(tenant, story.scenario);
    await stage.start();
    // Whoever never wrote can be told nothing.
    await stage.attempt('begin', async () => (await stage?.colleague?.say('hello')) ?? { status: 200 });
    return stage;
  }

  /** Starts the bot; when it is killed, starts it again. */
  private async start(): Promise<void> {
    const watch = this.watched.shift();
    const started = startBotProcess({ ...this.env, ...watch }, [process.execPath, '--import', moments, main]);
    this.bot = await started.catch((error: unknown) => {
      if (!watch) throw error;
      return undefined;
    });
    // Killed before it was ready: what is started again takes its place.
    if (!this.bot) return this.startAgain();
    void this.bot.ended.then((code) => {
      if (this.isStopping) return;
      if (code !== null) {
        this.endedAlone = `the bot ended by itself with ${code}, saying ${this.bot?.lastSaid()}`;
        return;
      }
      this.isUp = this.startAgain();
      // Whoever waits for it next is told that it does not start.
      this.isUp.catch(() => undefined);
    });
  }
  private isStopping = false;
  /** Told where nobody killed it: nothing may end it but that. */
  private endedAlone: string | undefined;

  private async startAgain(): Promise<void> {
    this.kills += 1;
    await this.start();
    await this.alex.say('status').catch(() => undefined);
  }

  /** @param starved from which step on there are no descriptors left for a while */
  async play(starved?: number): Promise<string[]> {
    const { alex, story } = this;
    if (starved === 0) await this.starve();
    await this.attempt('begin', () => alex.say('upgrade'));
    for (let step = 0; step < short.steps + long.steps; step += 1) {
      const { duration, betweenMs } = step < short.steps ? short : long;
      await this.isUp;
      if (step > 0 && step === starved) await this.starve();
      const card = newest(alex);
      if (card?.id === 'completed' && this.untold === 0) return this.brokenAtTheEnd();
      const move = card && story.moves[card.id ?? '']?.(alex, card, this.done, this.scene);
      if (move) await this.attempt(move.name, move.make);
      // Nothing came of it, or a word alone: asked for again.
      else if (!card || card.id === 'notice') await this.attempt('begin', () => alex.say('upgrade'));
      await this.colleagueMoves();
      await pause(betweenMs);
      if (newest(alex)?.id === card?.id) await sandboxControl(this.cloud.url).advance(duration);
    }
    const stands = `${newest(alex)?.id}: ${newest(alex)?.text.slice(0, 600)}`;
    return [`no end, ${this.untold} not told: the card is ${stands}`, ...(this.endedAlone ? [this.endedAlone] : [])];
  }

  /** What is open stays open; whatever is opened meanwhile is refused (EMFILE), and who knocks is not let in. */
  private async starve(): Promise<void> {
    const limit = (most: number) => run('prlimit', [`--pid=${this.bot?.pid}`, `--nofile=${most}:`]);
    await limit(1);
    this.isFed = pause(starvedMs).then(() => limit(1_024));
  }
  private isFed: Promise<unknown> = Promise.resolve();

  /** How many were not told of the end. */
  private get untold(): number {
    const isTold = (person: TeamsPerson) => person.cards.some(({ id, how }) => id === 'completed' && how === 'message');
    return [this.alex, this.colleague].filter((person) => person && !isTold(person)).length;
  }

  private async colleagueMoves(): Promise<void> {
    const { colleague, story } = this;
    // What they wrote first was lost with the process that read it, and whoever never wrote can be told nothing.
    if (colleague?.cards.length === 0) await this.attempt('begin', () => colleague.say('hello'), colleague);
    const card = colleague && newest(colleague);
    const move = card && story.colleague?.moves[card.id ?? '']?.(colleague, card, this.done, this.scene);
    if (move && card.verbs.includes(move.name)) await this.attempt(move.name, move.make, colleague);
  }

  private get scene() {
    return { cloud: this.cloud.url, tenant: this.tenant };
  }

  /** What nobody answered was perhaps done, and is looked up. */
  private async attempt(name: string, make: () => Promise<{ status: number }>, who = this.alex): Promise<void> {
    try {
      const { status } = await make();
      if (status < 300 && !this.isRefused(who)) this.done.add(name);
    } catch {
      await pause(short.betweenMs);
      await this.isUp;
      for (const person of [this.alex, this.colleague]) await person?.say('status').catch(() => undefined);
    }
  }

  /** A word alone says that something was not done, such as that it could not be kept; a card says that it was old. */
  private isRefused(who: TeamsPerson): boolean {
    const answer = newest(who);
    return answer?.id === 'notice' || /so nothing changed/.test(answer?.text ?? '');
  }

  private async brokenAtTheEnd(): Promise<string[]> {
    const { orders, users, subscriptions } = await sandboxControl(this.cloud.url).ledger(this.tenant);
    const { end, scenario } = this.story;
    const holding = end.holding ?? { [end.sku]: users.total };
    const isHeld = Object.entries(holding).every(([sku, count]) => users.holding[sku] === count);
    const isEnded = (status: string) => status !== 'Enabled';
    const old = subscriptions.filter(({ sku }) => sku === (scenario.source ?? 'ENTERPRISEWITHSCAL'));
    return [
      ...(orders.length === end.orders ? [] : [`${orders.length} orders`]),
      ...(isHeld ? [] : [`people hold ${JSON.stringify(users.holding)}`]),
      ...(users.unlicensedMoments === 0 ? [] : [`${users.unlicensedMoments} moments without a licence`]),
      ...(old.every(({ status }) => isEnded(status)) ? [] : ['told of an end while the old plan is active']),
    ];
  }

  async stopBot(): Promise<void> {
    this.isStopping = true;
    await this.isUp;
    await this.isFed;
    await this.bot?.terminate();
  }

  async close(): Promise<void> {
    this.isStopping = true;
    await this.bot?.kill();
    await this.teams.close();
    await this.cloud.close();
  }
}

const newest = (person: TeamsPerson): SeenCard | undefined => (person.cards.length > 0 ? person.card : undefined);

/** The audit is whole, and has every action that was acknowledged. */
async function brokenInStore(documents: Documents, { tenant, done }: Stage): Promise<string[]> {
  try {
    const history = await createRunStore(documents).history(tenant);
    const audited = new Set(history.flatMap(({ audit }) => audit.map(({ what }) => what as string)));
    return [
      ...(history.length === 1 ? [] : [`${history.length} runs`]),
      ...history.flatMap((run) => {
        const { brokenAt } = checkChain(run);
        return brokenAt === null ? [] : [`the audit does not fit at ${brokenAt}`];
      }),
      ...[...done]
        .filter((name) => name !== 'begin' && name !== 'status' && !audited.has(name))
        .map((name) => `acknowledged, and not in the audit: ${name}`),
    ];
  } finally {
    await documents.close();
  }
}
