import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { start } from '../../src/app.js';
import { machineTime } from '../../src/base/real-time.js';
import { readConfig } from '../../src/config/config.js';
import { createLog } from '../../src/log.js';
import { startSandbox } from '../../src/sandbox/server.js';
import { atRest } from './at-rest.js';
import type { Json } from './card-json.js';
import { metricsOf, toldBy } from './nothing-told.js';
import { people, type Who } from './people.js';
import { type SandboxControl, sandboxControl } from './sandbox-control.js';
import { type SeenCard, startTeamsClient, type TeamsClient, type TeamsPerson } from './teams-client.js';

export { people, type Who } from './people.js';

/** An ISO duration of one part. */
export type Step = `PT${number}${'S' | 'M' | 'H'}`;

/** The whole product on free ports, with a tenant of its own to play with. */
export type TestApp = {
  readonly url: string;
  sandboxUrl: string;
  sandbox: SandboxControl;
  teams: TeamsClient;
  tenant: string;
  /** Where the bot keeps its documents. */
  dataDir: string;
  person(who: Who, locale?: string, tenant?: string): TeamsPerson;
  /** Moves the sandbox's clock in steps until the person gets a card that fits. */
  until(person: TeamsPerson, fits: string | ((card: SeenCard) => boolean), step?: Step): Promise<SeenCard>;
  /** Stops the bot, not the sandbox, and starts it again on what was kept. Needs a sandbox of its own: `through`. */
  whileDown(work: () => Promise<unknown>): Promise<void>;
  /** @throws where the bot told its log, its metrics or a caller what it may not: see nothing-told.ts */
  stop(): Promise<void>;
};

/**
 * @param through gives another address for the sandbox and for the connector, such as that of a proxy
 * @param env more of the environment
 */
export async function startTestApp(
  scenario: string | Json,
  { through, env = {} }: { through?: (url: string) => Promise<string>; env?: Record<string, string> } = {},
): Promise<TestApp> {
  const dataDir = await mkdtemp(join(tmpdir(), 'upgrade-assistant-'));
  const behind = through ? await startSandbox({ port: 0 }) : undefined;
  const SANDBOX_URL = behind ? await through?.(behind.url) : undefined;
  const read = readConfig({
    CLOUD: 'sandbox',
    PORT: '0',
    SANDBOX_PORT: '0',
    DATA_DIR: dataDir,
    SANDBOX_URL,
    ...env,
  });
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  const { config } = read;
  const told = toldBy([env.SECRET_KEY, env.MicrosoftAppPassword].filter((secret) => secret !== undefined));
  const startBot = () => start(config, createLog({ level: 'debug', destination: told }), hurried);
  let app = await startBot();
  const sandbox = sandboxControl(app.sandboxUrl ?? '');
  const teams = await startTeamsClient({ bot: () => app.url, told: told.add, ...(through ? { through } : {}) });
  const tenant = randomUUID();
  await sandbox.put(tenant, scenario);
  return {
    get url() {
      return app.url;
    },
    sandboxUrl: app.sandboxUrl ?? '',
    sandbox,
    teams,
    tenant,
    dataDir,
    person: (who, locale = 'en-US', tenantId = tenant) => teams.person({ ...people[who], locale, tenantId }),
    until: (person, fits, step) => until(sandbox, person, fits, step),
    async whileDown(work) {
      await app.stop();
      await work();
      app = await startBot();
    },
    async stop() {
      told.add(await metricsOf(app.adminUrl));
      await teams.close();
      await app.stop();
      await behind?.close();
      await rm(dataDir, { recursive: true, force: true });
      told.check();
    },
  };
}

/** How many times shorter than on a real machine the bot's rests are: cards are not brought up to date at once. */
const hurry = 20;
const machine = machineTime();
/** The machine's time, by which limits are as long as ever. */
const hurried = { ...machine, sleep: (ms: number, signal?: AbortSignal) => machine.sleep(ms / hurry, signal) };

/** What the bot is given after each step of the clock, which it sees at once. */
const pauseMs = 10;
const steps = 1_500;
/** A bot in a process of its own is not seen at work: on a slow machine it is given so long, whatever the steps. */
const leastMs = 80_000;
/** The longer nothing comes, the longer the steps. */
const growth = 1.25;
const longestStepSeconds = 120;

/** How many cards of a person had come when they were last waited with, the one that was waited for among them. */
const waitedWith = new WeakMap<TeamsPerson, number>();

/** The first card that fits of those that came since the person did something last, or was last waited with. */
export async function until(
  sandbox: Pick<SandboxControl, 'advance'>,
  person: TeamsPerson,
  fits: string | ((card: SeenCard) => boolean),
  step: Step = 'PT20S',
): Promise<SeenCard> {
  const wanted = typeof fits === 'string' ? (card: SeenCard) => card.id === fits : fits;
  const before = Math.max(person.cardsBefore, waitedWith.get(person) ?? 0);
  const first = secondsOf(step);
  const longest = Math.max(first, longestStepSeconds);
  const began = performance.now();
  for (let n = 0; n < steps || performance.now() - began < leastMs; n += 1) {
    // One that came while the clock was moved may not be the newest any more.
    const found =
      person.cards.slice(before).find(wanted) ?? (await person.waitFor(wanted, pauseMs).catch(() => undefined));
    if (found) {
      waitedWith.set(person, person.cards.lastIndexOf(found) + 1);
      return found;
    }
    await atRest();
    if (person.cards.slice(before).some(wanted)) continue;
    await sandbox.advance(`PT${Math.round(Math.min(first * growth ** n, longest))}S`);
  }
  const seen = person.cards.map((card) => `${card.id} (${card.how})`).join(', ');
  throw new Error(
    `no such card (${typeof fits === 'string' ? fits : 'predicate'}); the cards were: ${seen}\n${person.card.text}`,
  );
}

const secondsOf = (step: string): number =>
  Number.parseInt(step.slice(2), 10) * { S: 1, M: 60, H: 3_600 }[step.slice(-1) as 'S' | 'M' | 'H'];
