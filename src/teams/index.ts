import type { Registry } from 'prom-client';
import type { PriceList } from '../upgrade/order/price-list.js';
import type { Directory } from '../upgrade/ports.js';
import { TeamsAdapter } from './channel/adapter.js';
import type { Channel } from './channel/bot-identity.js';
import { createTurnMetrics } from './channel/metrics.js';
import { afterTurn, sendAgain } from './channel/send-again.js';
import { createTeamsServer } from './channel/server.js';
import { createBot } from './conversation/bot.js';
import { createConversation } from './conversation/conversation.js';
import { createIntents } from './conversation/intents/intents.js';
import type { Knowledge } from './conversation/knowledge.js';
import { createPace, turnLimit, welcomeLimit } from './conversation/pace.js';
import type { Practice } from './conversation/practice.js';
import { createNotices } from './notices/notices.js';
import type { Given } from './parts.js';
import { Access } from './people/access.js';
import { Followers } from './people/followers.js';
import { createDownload } from './reports/download.js';
import { createReports } from './reports/index.js';
import { linkKey } from './reports/link-key.js';
import { createLinks } from './reports/links.js';
import { createOffers } from './reports/offers.js';

/**
 * The conversation: the Activity protocol in and out, who may see and do what, and the cards that go to whom. It
 * carries messages and decides nothing about upgrades. Only this room knows the Bot Framework.
 */

export { machineTime, type RealTime } from '../base/real-time.js';
export type { Knowledge, Known } from './conversation/knowledge.js';
export type { Practice } from './conversation/practice.js';

export type TeamsConfig = {
  cloud: 'sandbox' | 'microsoft';
  host: string;
  port: number;
  bot: { appId: string; appPassword: string; appTenantId: string; appType: 'SingleTenant' | 'UserAssignedMSI' };
  allowedTenants: readonly string[];
  priceList?: PriceList | undefined;
  openIdMetadata?: string | undefined;
  tokenIssuer?: string | undefined;
  /** The address under which people reach this server; left out: as listened on, in the sandbox alone. */
  publicUrl?: string | undefined;
  /** Whether Teams hands files over in this cloud. */
  filesByConsent?: boolean | undefined;
  /** The channel service of a national cloud. */
  channel?: Channel | undefined;
};

export type TeamsDeps = Given & {
  config: TeamsConfig;
  directory: Pick<Directory, 'rolesOf' | 'peopleWith'>;
  /** What can be written for each verb, in every language together. */
  words: ReadonlyMap<string, readonly string[]>;
  registry: Registry;
  /** Why turns can't be taken now, beside the store's own health. */
  readiness?: (() => Promise<readonly string[]>) | undefined;
  /** Answers to questions; without it the bot says that it does not know. */
  knowledge?: Knowledge | undefined;
  /** The practice cloud; undefined on Microsoft's. */
  practice?: Practice | undefined;
  /** A token for the connector from elsewhere than Microsoft Entra, for a practice cloud with an app id. */
  connectorToken?: (() => Promise<string>) | undefined;
};

export interface Teams {
  /** Resolves with the port once turns are taken. */
  start(): Promise<number>;
  /** Takes no more turns, finishes those under way, sends nothing more. */
  stop(): Promise<void>;
}

const patienceMs = 5_000;

export function createTeams(deps: TeamsDeps): Teams {
  const { config, documents, directory, upgrades, cards, clock, time, random, newId, registry, practice, log } = deps;
  const { openIdMetadata, tokenIssuer, channel } = config;
  const identity = { ...config.bot, openIdMetadata, tokenIssuer, channel, connectorToken: deps.connectorToken };
  const adapter = new TeamsAdapter(identity, log, time, random);
  const parts = {
    ...deps,
    access: new Access({ directory, time, log }),
    followers: new Followers(documents),
    sender: adapter,
    prices: config.priceList,
    sandbox: practice !== undefined,
  };
  const notices = createNotices(parts);
  const { access, followers } = parts;
  let listening: string | undefined;
  const links = createLinks(
    () => config.publicUrl ?? (config.cloud === 'sandbox' ? listening : undefined),
    () => linkKey(documents),
  );
  const read = { upgrades, cards, links, clock, log };
  const offers = createOffers(documents, newId);
  const reports = createReports({ ...read, offers, time, fetch, practice: config.cloud === 'sandbox' });
  const { colleagues, consent, live, outbox } = notices;
  const conversation = createConversation({ ...parts, reports, colleagues, practice, knowledge: deps.knowledge });

  const bot = createBot({
    rules: config,
    conversation,
    consent,
    upgrades,
    followers,
    intents: createIntents(deps.words),
    pace: createPace(time, turnLimit),
    welcomes: createPace(time, welcomeLimit),
    live,
    sender: adapter,
    practice,
    clock,
    again: (send) => sendAgain(send, time, random, afterTurn),
    reachable: () => outbox.nudge(),
    newId,
    log,
  });
  const server = createTeamsServer({
    host: config.host,
    port: config.port,
    download: createDownload({ ...read, access, followers }),
    adapter,
    takeTurn: bot,
    async readiness() {
      const health = await documents.health();
      return [...(health.ok ? [] : [health.reason]), ...((await deps.readiness?.()) ?? [])];
    },
    metrics: createTurnMetrics(registry, () => outbox.waiting()),
    registry,
    log,
  });

  return {
    async start() {
      const port = await server.listen();
      listening = `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${port}`;
      notices.start();
      return port;
    },
    async stop() {
      reports.stop();
      await server.close(patienceMs);
      await notices.stop();
    },
  };
}
