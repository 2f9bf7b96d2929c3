import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { Registry } from 'prom-client';
import { createRunStore } from '../../src/engine/run-store.js';
import { createTimeline } from '../../src/engine/timeline.js';
import { forgetPerson } from '../../src/retention/forget.js';
import type { Documents } from '../../src/storage/documents.js';
import { StorageFailed } from '../../src/storage/failures.js';
import { HealthWatch } from '../../src/storage/health-watch.js';
import { openLowdb } from '../../src/storage/lowdb/open.js';
import { memoryPaces } from '../../src/storage/paces.js';
import { alone } from '../../src/storage/peers.js';
import { createCards } from '../../src/teams/cards/cards.js';
import { readWords } from '../../src/teams/cards/words/texts.js';
import { createTeams, type Practice, type Teams, type TeamsConfig } from '../../src/teams/index.js';
import { PortError } from '../../src/upgrade/ports.js';
import { type Role, rolesThatMay } from '../../src/upgrade/tenant/roles.js';
import { toldBy } from '../support/nothing-told.js';
import { people, type Who } from '../support/people.js';
import { now } from '../support/runs.js';
import { type PersonOptions, startTeamsClient, type TeamsClient, type TeamsPerson } from '../support/teams-client.js';
import { type HandMovedTime, handMovedTime } from './hand-moved-time.js';
import { type MemoryUpgrades, memoryUpgrades } from './memory-upgrades.js';

export const tenantId = '7d1f0c55-0000-4000-8000-000000000001';
export { people };

type Name = Who;

/** They keep nothing from one bot to the next, and take longer to read than a bot to start. */
const cards = createCards({ templatesDir: 'cards', localesDir: 'src/locales' });
const words = readWords('src/locales');

/** Everything that outlives a restart, and what the test turns. */
type World = {
  upgrades: MemoryUpgrades;
  roles: Map<string, readonly Role[]>;
  /** Makes every question about roles fail. */
  graphDown: boolean;
  /** The billing account, which has roles of its own, does not answer. */
  billingDown: boolean;
  /** What Graph waits for before it says who has a role. */
  peopleAfter: Promise<void> | undefined;
  rolesRead: number;
  /** Permissions that the app lacks: to read roles, or to read the tenant's subscriptions. */
  lacking: Set<'roles' | 'tenant'>;
  /** How often the tenant's subscriptions were asked for. */
  tenantRead: number;
  time: HandMovedTime;
  /** Moves the time by which the disk is looked at. */
  healthTime: HandMovedTime;
  /** Moves the tenants' time, by milliseconds. */
  moveClock(ms: number): void;
  /** Kinds of documents that can't be written. */
  unwritable: Set<string>;
  /** What the disk says when it is asked whether it takes writes; the real one is asked while this is undefined. */
  disk: (() => ReturnType<Documents['health']>) | undefined;
  /** How often the disk was asked. */
  diskAsked: number;
  dataDir: string;
};

export type BotUnderTest = World & {
  teams: TeamsClient;
  address: string;
  /** Where health details and metrics are told. */
  adminAddress: string;
  documents: Documents;
  registry: Registry;
  logged: string[];
  /** Resolves with the next change of a document, tried or done, or the next line of the log. */
  stirred(): Promise<void>;
  person(name: Name, more?: PersonOptions): TeamsPerson;
  /** Stops the bot and starts it again on what was kept. */
  restart(): Promise<void>;
  close(): Promise<void>;
};

export type Setup = { config?: Partial<TeamsConfig>; practice?: Practice; token?: () => string | Promise<string> };

/** The whole conversation over real HTTP and real files; runs are in memory and time is moved by hand. */
export async function startBot({ config, practice, token }: Setup = {}): Promise<BotUnderTest> {
  const roles = new Map<string, readonly Role[]>([
    [people.alex.aadObjectId, ['globalAdministrator']],
    [people.megan.aadObjectId, ['billingAdministrator']],
    [people.adele.aadObjectId, ['licenseAdministrator']],
    [people.lynne.aadObjectId, ['globalReader']],
  ]);
  const dataDir = await mkdtemp(join(tmpdir(), 'teams-'));
  const logged: string[] = [];
  const told = toldBy();
  let watchers: (() => void)[] = [];
  const stir = (): void => {
    const watching = watchers;
    watchers = [];
    for (const tell of watching) tell();
  };
  const write = (line: string): void => {
    logged.push(line);
    told.write(line);
    stir();
  };
  const log = pino({ level: 'info' }, { write });

  let clockAt = now.getTime();
  const jumps = new Set<() => void>();
  const clock = createTimeline({ now: () => new Date(clockAt) }, (listener) => {
    jumps.add(listener);
    return () => void jumps.delete(listener);
  });

  let bot: Teams;
  let health: HealthWatch;
  const open = async (): Promise<void> => {
    const opened = await openLowdb({ dataDir });
    self.documents = {
      ...opened,
      put(kind, id, value, expected) {
        if (self.unwritable.has(kind.name)) return Promise.reject(new StorageFailed('the disk is full'));
        return opened.put(kind, id, value, expected).finally(stir);
      },
      delete: (kind, id, expected) => opened.delete(kind, id, expected).finally(stir),
      health() {
        self.diskAsked += 1;
        return self.disk?.() ?? opened.health();
      },
    };
    self.registry = new Registry();
    health = new HealthWatch(self.documents, self.healthTime);
    const rolesHeld = (person: string): Role[] => {
      self.rolesRead += 1;
      if (self.lacking.has('roles')) throw new PortError({ is: 'denied', needs: undefined }, 'read roles');
      if (self.graphDown) throw new PortError({ is: 'unreachable' }, 'read roles');
      return [...(roles.get(person) ?? [])];
    };
    bot = createTeams({
      config: {
        cloud: 'sandbox',
        host: '127.0.0.1',
        port: 0,
        bot: { appId: '', appPassword: '', appTenantId: '', appType: 'SingleTenant' },
        allowedTenants: [],
        serviceHosts: ['127.0.0.1'],
        secretKey: 'the key that the operator of this test has',
        ...config,
      },
      documents: self.documents,
      peers: alone(),
      paces: memoryPaces(self.time),
      rights: {
        async rolesOf(_tenant, person) {
          const held = rolesHeld(person);
          if (self.billingDown) throw new PortError({ is: 'unreachable' }, 'read who may buy');
          return held;
        },
        directoryRolesOf: async (_tenant, person) => rolesHeld(person),
        async eligibleRolesOf() {
          return [];
        },
        async peopleWhoMay(_tenant, permission) {
          const wanted = rolesThatMay(permission);
          await self.peopleAfter;
          if (self.graphDown) throw new PortError({ is: 'unreachable' }, 'read people');
          return Object.values(people).flatMap(({ aadObjectId, name }) => {
            const role = roles.get(aadObjectId)?.find((held) => wanted.includes(held));
            return role ? [{ id: aadObjectId, name, role }] : [];
          });
        },
      },
      upgrades: self.upgrades,
      cards,
      words,
      clock,
      async readTenant() {
        self.tenantRead += 1;
        if (self.lacking.has('tenant')) throw new PortError({ is: 'denied', needs: undefined }, 'read subscriptions');
      },
      time: self.time,
      random: () => 0.5,
      newId: randomUUID,
      registry: self.registry,
      health,
      forgetting: {
        days: 400,
        person: async (tenant, person) => {
          const kept = { documents: self.documents, runs: createRunStore(self.documents), now: () => clock.now() };
          await forgetPerson(kept, tenant, person);
        },
      },
      ...(practice ? { practice } : {}),
      connectorToken: async () => 'connector-token',
      log,
    });
    await health.look();
    const { port, adminPort } = await bot.start();
    health.start();
    self.address = `http://127.0.0.1:${port}`;
    self.adminAddress = `http://127.0.0.1:${adminPort}`;
  };

  const self: BotUnderTest = {
    upgrades: memoryUpgrades(),
    roles,
    graphDown: false,
    billingDown: false,
    peopleAfter: undefined,
    rolesRead: 0,
    lacking: new Set(),
    tenantRead: 0,
    time: handMovedTime(),
    healthTime: handMovedTime(),
    moveClock(ms) {
      clockAt += ms;
      for (const look of [...jumps]) look();
    },
    unwritable: new Set(),
    disk: undefined,
    diskAsked: 0,
    dataDir,
    teams: await startTeamsClient({ bot: () => self.address, told: told.add, ...(token ? { token } : {}) }),
    address: '',
    adminAddress: '',
    documents: undefined as unknown as Documents,
    registry: new Registry(),
    logged,
    stirred: () => new Promise((resolve) => void watchers.push(resolve)),
    person: (name, more = {}) => self.teams.person({ tenantId, ...people[name], ...more }),
    async restart() {
      await health.stop();
      await bot.stop();
      await self.documents.close();
      await open();
    },
    async close() {
      told.add(await self.registry.metrics());
      await health.stop();
      await bot.stop();
      await self.documents.close();
      await self.teams.close();
      await rm(dataDir, { recursive: true });
      told.check();
    },
  };
  await open();
  return self;
}
