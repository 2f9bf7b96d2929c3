import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Registry } from 'prom-client';
import { machineTime } from './base/real-time.js';
import { type Cloud, openCloud } from './cloud.js';
import type { Config } from './config/config.js';
import { createEngine } from './engine/engine.js';
import { engineMetrics } from './engine/metrics.js';
import { readFacts } from './engine/read-facts.js';
import { createRights } from './engine/rights.js';
import { createRunStore } from './engine/run-store.js';
import { createTimeline } from './engine/timeline.js';
import { createUpgrades } from './engine/upgrades.js';
import { createKnowledge } from './knowledge/index.js';
import type { Log } from './log.js';
import { consentLink } from './microsoft/index.js';
import { practicePrices } from './sandbox/practice-prices.js';
import { openLowdb } from './storage/lowdb/open.js';
import { createCards, createTeams, type Knowledge, readWords } from './teams/index.js';
import { priceListSchema } from './upgrade/order/price-list.js';
import { worldOf } from './world.js';

/** The composition root: configuration in, parts wired, started and stopped. No logic of its own. */

const root = fileURLToPath(new URL('../', import.meta.url));
const localesDir = join(root, 'src/locales');

export type App = {
  /** Where turns are taken. */
  url: string;
  /** Where the sandbox cloud is; undefined on Microsoft's. */
  sandboxUrl: string | undefined;
  /** Takes no more turns, parks the steps under way, and lets go of the data folder. */
  stop(): Promise<void>;
};

/**
 * Starts everything.
 * @throws FolderLocked, StorageFailed, or the error of a port that is taken
 */
export async function start(config: Config, log: Log): Promise<App> {
  const documents = await openLowdb({ dataDir: config.dataDir, log });
  const cloud = await openCloud(config);
  const { clock } = cloud;
  const timeline = createTimeline(clock, cloud.onJump);
  const stopping = new AbortController();
  const sleep = (ms: number) => timeline.sleepUntil(new Date(clock.now().getTime() + ms), stopping.signal);
  const world = worldOf(cloud, { billingAccountId: config.billingAccountId, sleep, log });
  const priceList = config.priceList ?? (cloud.practice ? priceListSchema.parse(practicePrices()) : undefined);
  const { authority } = config.addresses;
  const registry = new Registry();
  const runs = createRunStore(documents);
  const engine = createEngine({ world, runs, documents, timeline, log });
  engineMetrics(registry, engine);
  const upgrades = createUpgrades({
    world,
    runs,
    documents,
    priceList,
    limits: config.limits,
    newGuid: randomUUID,
    nudge: engine.nudge,
    patienceMs: 5_000,
    log,
  });
  const teams = createTeams({
    config: {
      ...config,
      priceList,
      // Teams does not hand files over in the other clouds.
      filesByConsent: config.microsoftCloud === 'global',
      channel: { authority, ...config.addresses.bot },
    },
    documents,
    rights: createRights(world),
    upgrades,
    cards: cardsFor(config, cloud),
    words: readWords(localesDir),
    readTenant: (tenantId) => readFacts(world, tenantId),
    clock: timeline,
    time: machineTime(),
    random: Math.random,
    newId: randomUUID,
    registry,
    knowledge: knowledgeOf(createKnowledge()),
    practice: cloud.practice,
    connectorToken: cloud.connectorToken,
    log,
  });

  const port = await teams.start();
  await engine.start();
  const url = `http://${config.host === '0.0.0.0' ? '127.0.0.1' : config.host}:${port}`;
  log.info({ url, sandbox: cloud.url, commerce: config.commerce }, 'ready');
  return {
    url,
    sandboxUrl: cloud.url,
    async stop() {
      stopping.abort();
      await teams.stop();
      await engine.stop();
      await cloud.stop();
      await documents.close();
    },
  };
}

function cardsFor({ addresses: { authority }, graph: { clientId } }: Config, { practice, url }: Cloud) {
  return createCards({
    templatesDir: join(root, 'cards'),
    localesDir,
    consent: practice ? undefined : (tenant) => consentLink({ authority, tenant, clientId }),
    adminCenter: url ? (tenant, _page, language) => `${url}/admin-center/${tenant}?lang=${language}` : undefined,
  });
}

function knowledgeOf(knowledge: ReturnType<typeof createKnowledge>): Knowledge {
  return {
    ask(question, language) {
      const reply = knowledge.ask(question, language);
      const entries = reply.is === 'answer' ? [reply.entry] : reply.is === 'unsure' ? reply.entries : [];
      return entries.map((entry) => ({
        question: entry.question[language],
        answer: entry.answer[language],
        link: entry.link,
        tenant: entry.tenant,
      }));
    },
  };
}
