import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSandbox } from '../../src/sandbox/server.js';
import { type BotProcess, startBotProcess } from './bot-process.js';
import { type SandboxControl, sandboxControl } from './sandbox-control.js';
import { startTeamsClient, type TeamsClient } from './teams-client.js';

/** Several processes of the bot on one database, as behind a load balancer: each turn goes to the next that is up. */
export type Bots = {
  sandbox: SandboxControl;
  teams: TeamsClient;
  /** Those that are up. */
  readonly up: readonly BotProcess[];
  /** Ends one at once, as a power cut would. */
  kill(bot: BotProcess): Promise<void>;
  /** Starts another. */
  start(): Promise<BotProcess>;
  stop(): Promise<void>;
};

/** @param env more of the environment, for each of them */
export async function startBots(databaseUrl: string, count: number, env: Record<string, string> = {}): Promise<Bots> {
  const dataDir = await mkdtemp(join(tmpdir(), 'upgrade-assistant-'));
  const cloud = await startSandbox({ port: 0 });
  const up: BotProcess[] = [];
  let turn = 0;
  const next = (): string => {
    turn += 1;
    return up[turn % up.length]?.url ?? 'http://127.0.0.1:9';
  };
  const bots: Bots = {
    sandbox: sandboxControl(cloud.url),
    teams: await startTeamsClient({ bot: next }),
    up,
    async kill(bot) {
      up.splice(up.indexOf(bot), 1);
      await bot.kill();
    },
    async start() {
      const own = { CLOUD: 'sandbox', PORT: '0', DATA_DIR: dataDir };
      const bot = await startBotProcess({ ...own, SANDBOX_URL: cloud.url, DATABASE_URL: databaseUrl, ...env });
      up.push(bot);
      return bot;
    },
    async stop() {
      await bots.teams.close();
      await Promise.all([...up].map((bot) => bots.kill(bot)));
      await cloud.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
  await Promise.all(Array.from({ length: count }, bots.start));
  return bots;
}
