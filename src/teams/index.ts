import type { Registry } from 'prom-client';
import { BoundedMap } from '../base/bounded-map.js';
import { createFairShare } from '../base/fair-share.js';
import type { Rights } from '../engine/rights.js';
import type { HealthWatch } from '../storage/health-watch.js';
import type { PriceList } from '../upgrade/order/price-list.js';
import { TeamsAdapter } from './channel/adapter.js';
import { startAdminServer } from './channel/admin-server.js';
import type { BotIdentity } from './channel/bot-identity.js';
import type { DoorLimits } from './channel/door/limits.js';
import { createTurnMetrics } from './channel/metrics.js';
import { PacedSender } from './channel/paced-sender.js';
import type { Sender } from './channel/sender.js';
import { createTeamsServer } from './channel/server.js';
import type { Conversation } from './conversation/conversation.js';
import { createIntents } from './conversation/intents/intents.js';
import type { Knowledge } from './conversation/knowledge.js';
import { tenantShare } from './conversation/pace-limits.js';
import type { IdentityRules } from './conversation/person.js';
import { type Practice, PracticeAccounts } from './conversation/practice.js';
import { takeTurn } from './conversation/take-turn.js';
import { TurnsTaken } from './conversation/turns-taken.js';
import { createNotices } from './notices/notices.js';
import type { Pages } from './pages/pages.js';
import type { Given, Parts } from './parts.js';
import { Access } from './people/access.js';
import { Followers } from './people/followers.js';
import { Leavings } from './people/leavings.js';
import { Seen } from './people/seen.js';
import { download } from './reports/download.js';
import { FileSaver } from './reports/file-saver.js';
import { linkKey } from './reports/link-key.js';
import { Links } from './reports/links.js';
import { Offers } from './reports/offers.js';

/**
 * The conversation: the Activity protocol in and out, who may see and do what, and the cards that go to whom. It
 * carries messages and decides nothing about upgrades. Only this room knows the Bot Framework.
 *
 * Its rooms import one another in this order only: conversation (who asks, what they mean, what they are answered) →
 * reports (the files of a report, and how they are given out) → notices (what people are told unasked) → people (who may
 * do what, and how they are reached) → channel (HTTP, the Bot Framework, tokens, sending) and cards (what is shown).
 */

export { createCards } from './cards/cards.js';
export { languages } from './cards/words/languages.js';
export { readWords } from './cards/words/texts.js';
export type { Knowledge } from './conversation/knowledge.js';
export type { Practice } from './conversation/practice.js';
export { createPages } from './pages/pages.js';

/** What the environment says of the conversation. */
export type TeamsConfig = IdentityRules & {
  host: string;
  port: number;
  /** Where health details and metrics are told; undefined: where turns are taken. */
  admin?: { host: string; port: number } | undefined;
  /** What links to reports are signed with. */
  secretKey?: string | undefined;
  bot: { appId: string; appPassword: string; appTenantId: string; appType: 'SingleTenant' | 'UserAssignedMSI' };
  priceList?: PriceList | undefined;
  /** The address under which people reach this server; left out: as listened on, in the sandbox alone. */
  publicUrl?: string | undefined;
  /** How much is let in at a time; what is left out is as usual. */
  limits?: Partial<DoorLimits> | undefined;
  /** Whether what goes to this machine is paced as Teams is, for a connector there that has its limits; left out: no. */
  pacesHere?: boolean | undefined;
} & Pick<BotIdentity, 'openIdMetadata' | 'tokenIssuer' | 'channel' | 'serviceHosts'>;

/** What the conversation is put together of. */
export type TeamsDeps = Given & {
  config: TeamsConfig;
  rights: Rights;
  /** What can be written for each verb, in every language together. */
  words: ReadonlyMap<string, readonly string[]>;
  registry: Registry;
  /** Whether turns can be taken, as it was seen last. */
  health: Pick<HealthWatch, 'tell'>;
  /** Answers to questions; without it the bot says that it does not know. */
  knowledge?: Knowledge | undefined;
  /** What people read in a browser. */
  pages?: Pages | undefined;
  /** The practice cloud; undefined on Microsoft's. */
  practice?: Practice | undefined;
  /** A token for the connector from elsewhere than Microsoft Entra, for a practice cloud with an app id. */
  connectorToken?: (() => Promise<string>) | undefined;
};

/** The conversation, put together. */
export type Teams = ReturnType<typeof createTeams>;

const patienceMs = 5_000;
const mostLinksTaken = 10_000;
const mostConversing = 10_000;

/** Puts the conversation together. Nothing listens and nothing is sent before it is started. */
export function createTeams(deps: TeamsDeps) {
  const { config, registry, health, time, random, log } = deps;
  const { openIdMetadata, tokenIssuer, channel, serviceHosts } = config;
  const told = { openIdMetadata, tokenIssuer, channel, serviceHosts };
  const identity = { ...config.bot, ...told, connectorToken: deps.connectorToken };
  const adapter = new TeamsAdapter(identity, log, time, random);
  let listening: string | undefined;
  const address = () => config.publicUrl ?? (config.cloud === 'sandbox' ? listening : undefined);
  const paced = new PacedSender(adapter, time, config.pacesHere);
  const conversation = createConversation(deps, paced, address);
  const { notices, files } = conversation;
  let admin: Awaited<ReturnType<typeof startAdminServer>> | undefined;
  const turns = new TurnsTaken();
  const taken = new BoundedMap<string, Promise<void>>(mostLinksTaken);
  const server = createTeamsServer({
    host: config.host,
    port: config.port,
    adapter,
    takeTurn: (turn) => turns.once(paced.counting(turn), (once) => takeTurn(conversation, once)),
    download: (token, request, response) =>
      download({ ...conversation, links: files.links, taken }, token, request, response),
    pages: deps.pages ?? {},
    health,
    metrics: createTurnMetrics(registry, { outboxSize: () => notices.outbox.waiting(), health }),
    details: config.admin ? undefined : registry,
    open: config.bot.appId === '',
    limits: config.limits,
    time,
    log,
  });

  return {
    /** Resolves with the ports once turns are taken: of turns, and of health details and metrics. */
    async start(): Promise<{ port: number; adminPort: number }> {
      if (config.admin) admin = await startAdminServer(config.admin, { health, registry });
      const port = await server.listen();
      listening = `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${port}`;
      notices.start();
      return { port, adminPort: admin?.port ?? port };
    },
    /** Takes no more turns, finishes those under way, sends nothing more. */
    async stop(): Promise<void> {
      files.saver.stop();
      await server.close(patienceMs);
      await admin?.close();
      await notices.stop();
      await conversation.followers.settle();
    },
  };
}

function createConversation(deps: TeamsDeps, sender: Sender, address: () => string | undefined): Conversation {
  const { config, documents, practice, log } = deps;
  const followers = new Followers(documents, log, undefined, deps.peers.isAlone);
  const parts: Parts = {
    ...deps,
    access: new Access(deps),
    followers,
    seen: new Seen(followers, log),
    leavings: new Leavings(documents),
    sender,
    prices: config.priceList,
    sandbox: practice !== undefined,
  };
  return {
    ...parts,
    rules: config,
    intents: createIntents(deps.words),
    share: createFairShare(tenantShare),
    notices: createNotices(parts),
    files: {
      links: new Links(address, linkKey(config.secretKey)),
      offers: new Offers(documents, deps.newId, () => deps.clock.now()),
      saver: new FileSaver({ ...parts, fetch }),
    },
    knowledge: deps.knowledge,
    lastAnswered: new BoundedMap(mostConversing),
    practice,
    accounts: practice && new PracticeAccounts(practice, log, deps.time),
  };
}
