import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { Registry } from 'prom-client';
import { TookTooLong, within } from './base/deadline.js';
import { projectFolder } from './base/project-folder.js';
import { machineTime, type RealTime } from './base/real-time.js';
import type { Cloud } from './cloud.js';
import type { Config } from './config/config.js';
import { createEngine, type Engine } from './engine/engine.js';
import { engineMetrics } from './engine/metrics.js';
import { readFacts } from './engine/read-facts.js';
import { KeptReports } from './engine/report/kept-reports.js';
import { createRights, type Rights } from './engine/rights.js';
import { createRunStore, type RunStore } from './engine/run-store.js';
import { createTimeline } from './engine/timeline.js';
import { createUpgrades } from './engine/upgrades.js';
import { createKnowledge } from './knowledge/index.js';
import { knowledgeOf, readBefore, readOnce } from './knowledge-of.js';
import type { Log } from './log.js';
import { consentLink, landingPageAt, permissions } from './microsoft/index.js';
import { type Chooser, createChooser } from './model/chooser.js';
import { openCloud } from './open-cloud.js';
import { quotasOf } from './quotas.js';
import { forgetPerson, type Kept } from './retention/forget.js';
import { Retention } from './retention/loop.js';
import { periodsOf } from './retention/periods.js';
import { tellForgotten } from './retention/sweep.js';
import { HealthWatch } from './storage/health-watch.js';
import { openStore, type Store } from './store.js';
import {
  createCards,
  createPages,
  createTeams,
  languages,
  readWords,
  type Teams,
  type TeamsConfig,
} from './teams/index.js';
import type { PriceList } from './upgrade/order/price-list.js';
import { PortError } from './upgrade/ports.js';
import { worldsOf } from './world.js';

/** The composition root: configuration in, parts wired, started and stopped. No logic of its own. */

const localesDir = join(projectFolder, 'src/locales');

export type App = {
  /** Where turns are taken. */
  url: string;
  /** Where health details and metrics are told. */
  adminUrl: string;
  /** Where the sandbox cloud is; undefined on Microsoft's. */
  sandboxUrl: string | undefined;
  /** Takes no more turns, parks the steps under way, and lets go of the data folder. */
  stop(): Promise<void>;
};

/** No configuration changes it: it is read once, however often a bot is started in this process. */
const knowledge = readOnce(() => createKnowledge({ languages }));

/**
 * Starts everything.
 * @param time how long what need not be at once waits, such as a card that is brought up to date
 * @throws FolderLocked, StoreRefused, StorageFailed, or the error of a port that is taken
 */
export async function start(config: Config, log: Log, time: RealTime = machineTime()): Promise<App> {
  const store = await openStore(config, log);
  const { documents, peers, paces } = store;
  const cloud = await openCloud(config);
  const { clock } = cloud;
  const timeline = createTimeline(clock, cloud.onJump);
  const stopping = new AbortController();
  const cutOff = new AbortController();
  const sleep = (ms: number) => timeline.sleepUntil(new Date(clock.now().getTime() + ms), stopping.signal);
  const quota = quotasOf(config, { documents, timeline, stop: stopping.signal, log });
  const priceList = config.priceList ?? cloud.practicePrices;
  const outside = { billingAccountId: config.billingAccountId, priceList, sleep, stop: cutOff.signal, quota, log };
  const { world, behind } = worldsOf(cloud, outside);
  const registry = new Registry();
  const runs = createRunStore(documents, log, peers);
  const engine = createEngine({ world: behind, runs, documents, peers, timeline, quotas: quota, priceList, log });
  engineMetrics(registry, engine);
  const reports = new KeptReports({ directory: behind.directory, documents, timeline, newId: randomUUID, log });
  const ofRuns = { world, runs, reports, documents, priceList, limits: config.orderLimits };
  const upgrades = createUpgrades({ ...ofRuns, newGuid: randomUUID, nudge: engine.changed, patienceMs: 5_000, log });
  const kept = { documents, runs, reports, now: () => clock.now() };
  const rights = createRights(world);
  const rolesNow = rolesReader(rights);
  const sweeping = { ...kept, periods: periodsOf(config.retentionDays), rolesNow, timeline, log };
  const retention = new Retention({ ...sweeping, peers });
  const health = new HealthWatch(documents, machineTime());
  const teams = createTeams({
    config: teamsConfig(config, priceList),
    forgetting: forgettingOf(kept, config, log),
    documents,
    peers,
    paces,
    rights,
    upgrades,
    cards: cardsFor(config, cloud),
    words: readWords(localesDir),
    readTenant: (tenantId) => readFacts(world, tenantId),
    clock: timeline,
    time,
    random: Math.random,
    newId: randomUUID,
    registry,
    health,
    knowledge: knowledgeOf(knowledge, chooserOf(config)),
    pages: pagesFor(config),
    practice: cloud.practice,
    connectorToken: cloud.connectorToken,
    log,
  });

  const app = await opened(
    { teams, runs, engine, health, retention, reports, cloud, store, stopping, cutOff },
    config,
    log,
  );
  void readBefore(knowledge, { time, log, stop: stopping.signal });
  return app;
}

/** The language model that chooses an answer where the knowledge is unsure, where one is set. */
function chooserOf({ answersModel }: Config): Chooser | undefined {
  return answersModel && createChooser({ ...answersModel, fetch, now: Date.now, random: Math.random });
}

type Wired = {
  teams: Teams;
  runs: RunStore;
  engine: Engine;
  health: HealthWatch;
  retention: Retention;
  reports: KeptReports;
  cloud: Cloud;
  store: Store;
  /** Ends whatever waits. */
  stopping: AbortController;
  /** Ends every request to Microsoft. */
  cutOff: AbortController;
};

/** How long a stop lets a request to Microsoft go on, in milliseconds. */
const graceMs = 2_000;

/** Takes turns and carries runs forward from here on; stops in the order in which nothing is lost. */
async function opened(wired: Wired, config: Config, log: Log): Promise<App> {
  const { teams, engine, health, retention, reports, cloud, store, stopping, cutOff } = wired;
  await health.look();
  const { port, adminPort } = await teams.start();
  health.start();
  // What runs need that nobody asks for: turns are taken meanwhile, however many there are.
  const begun = begin(wired, log);
  const url = addressOf(config.host, port);
  const adminUrl = addressOf(config.admin?.host ?? config.host, adminPort);
  log.info({ url, admin: adminUrl, sandbox: cloud.url, commerce: config.commerce }, 'ready');
  return {
    url,
    adminUrl,
    sandboxUrl: cloud.url,
    async stop() {
      stopping.abort();
      store.hurry();
      // What hangs outside is waited for a little, and cut off; what became of it is read after the next start.
      const grace = setTimeout(() => cutOff.abort(), graceMs);
      reports.close();
      await Promise.all([health.stop(), retention.stop(), teams.stop(), engine.stop(), begun]);
      clearTimeout(grace);
      await cloud.stop();
      await store.documents.close();
    },
  };
}

/** Mends what a kill left between runs, carries them forward, and deletes what was kept long enough, in this order. */
async function begin({ runs, engine, retention, stopping }: Wired, log: Log): Promise<void> {
  try {
    const healed = await runs.heal();
    if (healed > 0) log.warn({ healed }, 'a kill had come between runs and the lists of them; they agree again');
  } catch (error) {
    if (!stopping.signal.aborted) log.error({ err: error }, 'whether runs and the lists of them agree is not known');
  }
  if (stopping.signal.aborted) return;
  await engine.start();
  if (!stopping.signal.aborted) retention.start();
}

function addressOf(host: string, port: number): string {
  const reachable = host === '0.0.0.0' ? '127.0.0.1' : host;
  return `http://${reachable.includes(':') && !reachable.startsWith('[') ? `[${reachable}]` : reachable}:${port}`;
}

function teamsConfig(config: Config, priceList: PriceList | undefined): TeamsConfig {
  const channel = { authority: config.addresses.authority, ...config.addresses.bot };
  // Teams does not hand files over in the other clouds.
  return { ...config, priceList, filesByConsent: config.microsoftCloud === 'global', channel };
}

function forgettingOf(kept: Kept, { retentionDays }: Config, log: Log) {
  return {
    days: retentionDays,
    person: async (tenantId: string, personId: string) =>
      tellForgotten(log, 'asked', tenantId, await forgetPerson(kept, tenantId, personId)),
  };
}

/** How long a stop may have to wait for Graph, in milliseconds. */
const rolesWithinMs = 4_000;

/** A person's roles; undefined when Graph cannot be asked for them. */
function rolesReader(rights: Rights) {
  return (tenantId: string, personId: string) =>
    within(rights.rolesOf(tenantId, personId), rolesWithinMs, machineTime()).catch((error: unknown) => {
      if (error instanceof PortError || error instanceof TookTooLong) return undefined;
      throw error;
    });
}

function pagesFor({ operator, retentionDays }: Config) {
  return createPages(join(projectFolder, 'docs/pages'), {
    operator,
    days: periodsOf(retentionDays),
    permissions: permissions.map(({ name }) => name),
  });
}

function cardsFor({ addresses: { authority }, graph: { clientId }, publicUrl }: Config, { practice, url }: Cloud) {
  return createCards({
    templatesDir: join(projectFolder, 'cards'),
    localesDir,
    consent: practice
      ? undefined
      : (tenant) => consentLink({ authority, tenant, clientId, landingPage: landingPageAt(publicUrl) }),
    adminCenter: url ? (tenant, _page, language) => `${url}/admin-center/${tenant}?lang=${language}` : undefined,
  });
}
