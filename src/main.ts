import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Registry } from 'prom-client';
import { machineTime } from './base/real-time.js';
import { openCloud } from './cloud.js';
import { type Config, formatProblems, readConfig } from './config/config.js';
import { loadEnvFile } from './config/env-file.js';
import { createEngine } from './engine/engine.js';
import { engineMetrics } from './engine/metrics.js';
import { readFacts, type World } from './engine/read-facts.js';
import { createRights } from './engine/rights.js';
import { createRunStore } from './engine/run-store.js';
import { createTimeline } from './engine/timeline.js';
import { createUpgrades } from './engine/upgrades.js';
import { createKnowledge } from './knowledge/index.js';
import { createLog, type Log } from './log.js';
import {
  adminCenterCommerce,
  billingAccountCommerce,
  consentLink,
  graphDirectory,
  partnerCenterCommerce,
} from './microsoft/index.js';
import { practicePrices } from './sandbox/practice-prices.js';
import { openLowdb } from './storage/lowdb/open.js';
import { createCards, createTeams, type Knowledge, readWords } from './teams/index.js';
import { priceListSchema } from './upgrade/order/price-list.js';
import type { Commerce } from './upgrade/ports.js';

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
  const { clock, tokens } = cloud;
  const timeline = createTimeline(clock, cloud.onJump);
  const stopping = new AbortController();
  const now = () => clock.now();
  const sleep = (ms: number) => timeline.sleepUntil(new Date(clock.now().getTime() + ms), stopping.signal);
  const connection = { tokens, fetch: cloud.fetch, log, now };
  const directory = graphDirectory({ ...connection, ...cloud.graph });
  const forms: Partial<Record<Commerce['form'], Commerce>> = {
    'admin-center': adminCenterCommerce(),
    'partner-center': partnerCenterCommerce({
      ...connection,
      ...cloud.partnerCenter,
      partnerTenantId: cloud.partnerTenantId ?? '',
      newGuid: randomUUID,
    }),
    'billing-account': billingAccountCommerce({
      ...connection,
      ...cloud.billing,
      billingAccountId: config.billingAccountId,
      directory,
      newGuid: randomUUID,
      sleep,
    }),
  };
  const world: World = {
    directory,
    clock,
    partnerTenantId: cloud.partnerTenantId,
    commerceFor: async (tenantId) => forms[await cloud.formFor(tenantId)] ?? adminCenterCommerce(),
  };

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
    cards: createCards({
      templatesDir: join(root, 'cards'),
      localesDir,
      consent: cloud.practice
        ? undefined
        : (tenant) => consentLink({ authority, tenant, clientId: config.graph.clientId }),
      adminCenter: cloud.url
        ? (tenant, _page, language) => `${cloud.url}/admin-center/${tenant}?lang=${language}`
        : undefined,
    }),
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

/** Exit code of a start that the configuration does not allow (sysexits EX_CONFIG). */
const badConfiguration = 78;
const stopWithinMs = 10_000;

/**
 * The whole life of the process: reads the environment, starts, and stops on SIGTERM or SIGINT with exit code 0.
 * @param options `beside` starts something next to the bot and resolves with how to stop it.
 */
export async function runUntilStopped({ beside }: { beside?: (app: App) => Promise<() => void> } = {}): Promise<void> {
  loadEnvFile(process.env);
  const read = readConfig(process.env);
  if (!read.ok) {
    console.error(formatProblems(read.problems));
    process.exit(badConfiguration);
  }
  const log = createLog({ level: read.config.logLevel });
  try {
    const app = await start(read.config, log);
    const stopBeside = await beside?.(app);
    const stop = async (signal: string) => {
      log.info({ signal }, 'stopping');
      setTimeout(() => process.exit(1), stopWithinMs).unref();
      stopBeside?.();
      await app.stop();
      process.exit(0);
    };
    process.once('SIGTERM', stop);
    process.once('SIGINT', stop);
  } catch (error) {
    log.fatal({ err: error }, error instanceof Error ? error.message : 'could not start');
    console.error(error instanceof Error ? error.message : String(error));
    process.exit(1);
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await runUntilStopped();
