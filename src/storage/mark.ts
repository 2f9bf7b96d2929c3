import { z } from 'zod';
import { StoreRefused } from './failures.js';
import type { Keyring } from './keyring.js';

/** What a store says of itself, so that a start with other settings does not take it for its own. */

/** Whose documents a start means to keep. */
export type Owner = {
  /** Such as `sandbox`. */
  cloud: string;
  /** Whether documents that lie in the store without a mark may be taken for this cloud's. */
  mayAdopt: boolean;
};

export const markSchema = z.object({
  /** The cloud the store was begun in; left out until a start says one. */
  cloud: z.string().optional(),
  /** Names of the keys that documents in it are, or may be, encrypted with. */
  keys: z.array(z.string()).default([]),
  /** Why no bot may work on it: its documents live elsewhere now, or are not all there yet. */
  closed: z
    .discriminatedUnion('why', [
      z.object({ why: z.literal('carriedOver'), to: z.string() }),
      z.object({ why: z.literal('restoring') }),
    ])
    .optional(),
});
export type Mark = z.infer<typeof markSchema>;

/** What a start brings. */
export type Claiming = {
  owner: Owner | undefined;
  keyring: Keyring;
  /** Whether documents are only carried: what is closed to bots may be read and written then. */
  carries?: boolean;
};

/** The store as it is told of, and looked into. */
export type Marked = {
  /** Such as `DATA_DIR ./data`. */
  name: string;
  /** How another cloud gets one of its own. */
  another: (cloud: string) => string;
  holdsDocuments: () => Promise<boolean>;
};

/**
 * Looks whether a start may have the store.
 * @throws StoreRefused when it belongs to another cloud, or is encrypted with a key that is not there
 */
export async function mayClaim(mark: Mark, { owner, keyring, carries }: Claiming, store: Marked): Promise<void> {
  if (mark.closed && !carries) throw isClosed(store.name, mark.closed);
  if (owner) await compareClouds(owner, mark.cloud, store);
  const missing = mark.keys.filter((key) => !keyring.has(key));
  if (missing.length > 0) throw keyNeeded(store.name, mark, missing, keyring);
}

/**
 * The mark that a store has once a start has it.
 * @returns undefined where it has that already
 */
export function claimed(mark: Mark, { owner, keyring }: Claiming): (Mark & { isNewKey: boolean }) | undefined {
  const { current } = keyring;
  const isNewKey = current !== undefined && !mark.keys.includes(current);
  const cloud = mark.cloud ?? owner?.cloud;
  if (cloud === mark.cloud && !isNewKey) return undefined;
  return { ...mark, cloud, keys: isNewKey ? [...mark.keys, current] : mark.keys, isNewKey };
}

async function compareClouds(owner: Owner, marked: string | undefined, store: Marked): Promise<void> {
  if (marked === owner.cloud) return;
  if (marked !== undefined) {
    throw new StoreRefused(
      `${store.name} belongs to the ${marked} cloud, and this start is for the ${owner.cloud} one`,
      `set what was set before, or give this one ${store.another(owner.cloud)}`,
    );
  }
  if (owner.mayAdopt || !(await store.holdsDocuments())) return;
  throw new StoreRefused(
    `${store.name} holds documents that do not say which cloud they belong to, and neither does this start`,
    `name it once. Example: CLOUD=${owner.cloud}`,
  );
}

function isClosed(store: string, closed: NonNullable<Mark['closed']>): StoreRefused {
  switch (closed.why) {
    case 'carriedOver':
      return new StoreRefused(
        `${store} was carried over to ${closed.to}, where its upgrades go on`,
        'set DATABASE_URL; to go back to it as it is, take "closed" out of its file .mark',
      );
    case 'restoring':
      return new StoreRefused(
        `${store} is not whole: a backup was restored halfway`,
        'run npm run restore with that backup again',
      );
    default:
      return closed satisfies never;
  }
}

function keyNeeded(store: string, { keys }: Mark, missing: readonly string[], { current }: Keyring): StoreRefused {
  const names = missing.join(', ');
  if (current !== undefined && keys.includes(current)) {
    return new StoreRefused(
      `${store} still holds documents encrypted with the key before this one (${names})`,
      'set that one as SECRET_KEY_FORMER, or run npm run rotate to its end',
    );
  }
  return new StoreRefused(
    `${current === undefined ? 'SECRET_KEY is missing' : 'SECRET_KEY is another'}: ${store} is encrypted with the key ${names}`,
    'set that one, or, to change it, set it as SECRET_KEY_FORMER and run npm run rotate',
  );
}
