import type { Logger } from 'pino';
import type { RealTime } from '../base/real-time.js';
import type { Timeline } from '../engine/timeline.js';
import type { Upgrades } from '../engine/upgrades.js';
import type { Documents } from '../storage/documents.js';
import type { Paces } from '../storage/paces.js';
import type { Peers } from '../storage/peers.js';
import type { PriceList } from '../upgrade/order/price-list.js';
import type { Cards } from './cards/cards.js';
import type { Sender } from './channel/sender.js';
import type { Access } from './people/access.js';
import type { Followers } from './people/followers.js';
import type { Leavings } from './people/leavings.js';
import type { Seen } from './people/seen.js';

/** What the conversation is given. */
export type Given = {
  documents: Documents;
  /** The other processes that talk to the same people. */
  peers: Peers;
  paces: Paces;
  upgrades: Upgrades;
  cards: Cards;
  /** Reads what a check reads of a tenant. Rejects with a PortError when any of it can't be read. */
  readTenant: (tenantId: string) => Promise<unknown>;
  /** The tenants' time. */
  clock: Timeline;
  time: RealTime;
  random: () => number;
  newId: () => string;
  /** What is deleted of people who ask for it, and how many days after an upgrade's end the rest is. */
  forgetting: { person: (tenantId: string, personId: string) => Promise<void>; days: number };
  log: Logger;
};

/** What its rooms work with. */
export type Parts = Given & {
  access: Access;
  followers: Followers;
  seen: Seen;
  leavings: Leavings;
  sender: Sender;
  prices: PriceList | undefined;
  /** Whether the tenants are practice tenants. */
  sandbox: boolean;
};
