import { setImmediate as turnsBetween } from 'node:timers/promises';
import { z } from 'zod';
import { chunks } from '../../base/chunks.js';
import { hasProblem, PortError } from '../../upgrade/ports.js';
import type { Log } from '../log.js';

/** A collection of Graph, walked as it really comes: in pages that may be empty, repeat people, lack parts and expire. */

/** One page as it stands on the wire; what is in it is looked at item by item. */
export const pageSchema = z.object({ value: z.array(z.unknown()).nullish(), '@odata.nextLink': z.string().nullish() });
export type Page = z.infer<typeof pageSchema>;

export type Listing<T> = {
  /** Where the list begins. */
  first: string;
  readPage: (path: string) => Promise<Page>;
  readItem: (raw: unknown) => T;
  /** The property that names an item; left out where an item has none, and is what it says. */
  id?: string | undefined;
  /** For the operator's log: no personal data. */
  doing: string;
  log: Log;
};

/** Items that are read at a time: a page may have a thousand, and turns come in between. */
const readAtOnce = 100;

/** How often a list may be begun anew without bringing anything new. */
const beginningsInVain = 3;
/** Pages that may follow each other without anything new. */
const barrenPages = 100;

const rowSchema = z.record(z.string(), z.unknown());

/**
 * The items of a list, each once, in pages that are never empty, or parts of one. Where a page's link has expired, or a page does not
 * say what is in it, the list is begun anew and goes on after what was given already. A link that leads back to where
 * the list has been ends it. Items without an id are left out: nothing can be done with them.
 * @throws PortError `unreachable` when the list cannot be walked to its end however often it is begun; `unreadable` when
 * there is in it what is no item: it must not be taken for a list that lacks something
 * @see https://learn.microsoft.com/graph/paging (read 2026-11-28)
 */
export async function* listItems<T>({ first, readPage, readItem, id, doing, log }: Listing<T>): AsyncIterable<T[]> {
  const given = new Set<string>();
  const fresh = (raw: unknown): raw is Record<string, unknown> => {
    const key = keyOf(raw, id, doing);
    if (key === undefined) log.warn({ doing }, 'Microsoft listed something without an id');
    if (key === undefined || given.has(key)) return false;
    given.add(key);
    return true;
  };
  let walk = beginning(first, 0);
  for (let inVain = 0; ; ) {
    const page = await pageAt(walk.at, first, readPage);
    if (page === undefined) {
      inVain += 1;
      if (inVain > beginningsInVain)
        throw new PortError({ is: 'unreachable' }, `${doing} (the list breaks off)`, { service: 'graph' });
      log.warn({ doing, beginning: inVain + 1 }, 'a list of Microsoft broke off; it is begun anew');
      walk = beginning(first, walk.pages);
      continue;
    }
    const items = (page.value ?? []).filter(fresh);
    if (items.length > 0) {
      inVain = 0;
      yield* inParts(items, readItem);
    }
    const next = page['@odata.nextLink'];
    if (!next) return;
    if (!step(walk, next, items.length > 0)) {
      log.warn({ doing, pages: walk.pages }, 'a list of Microsoft leads back to where it has been');
      return;
    }
  }
}

async function* inParts<T>(items: readonly unknown[], readItem: (raw: unknown) => T): AsyncIterable<T[]> {
  for (const some of chunks(items, readAtOnce)) {
    yield some.map(readItem);
    await turnsBetween();
  }
}

type Walk = { at: string; been: Set<string>; pages: number; barren: number; barrenAtMost: number };

/** @param pagesBefore how far the list came the last time: so many pages bring nothing new this time */
const beginning = (first: string, pagesBefore: number): Walk => ({
  at: first,
  been: new Set([first]),
  pages: 1,
  barren: 0,
  barrenAtMost: barrenPages + pagesBefore,
});

/** @returns false when the link leads nowhere new */
function step(walk: Walk, next: string, broughtSomething: boolean): boolean {
  walk.barren = broughtSomething ? 0 : walk.barren + 1;
  if (walk.been.has(next) || walk.barren > walk.barrenAtMost) return false;
  walk.been.add(next);
  walk.at = next;
  walk.pages += 1;
  return true;
}

/**
 * A page; undefined when the list has to be begun anew. The first page was answered to the same question, so whatever a
 * later one is refused for is its link (`Directory_ExpiredPageToken`, or another word for it).
 */
async function pageAt<T extends Page>(
  path: string,
  first: string,
  readPage: (path: string) => Promise<T>,
): Promise<T | undefined> {
  try {
    const page = await readPage(path);
    const saysNothing = !Array.isArray(page.value) && !page['@odata.nextLink'];
    return saysNothing ? undefined : page;
  } catch (error) {
    const isLink = hasProblem(error, 'refused') && path !== first;
    // A link to another host is not followed, however often it is given.
    if (isLink && error.problem.is === 'refused' && error.problem.code !== 'foreignAddress') return undefined;
    throw error;
  }
}

/** What an item is told apart by; undefined for one that cannot be. */
/**
 * What tells an item from others; undefined for null, and for what has no id.
 * @throws PortError `unreadable` for what is no item or is named by something else than text: it says nothing of the list
 */
function keyOf(raw: unknown, id: string | undefined, doing: string): string | undefined {
  if (raw === null) return undefined;
  const row = rowSchema.safeParse(raw);
  if (row.success && id === undefined) return JSON.stringify(row.data);
  const named = row.success && id !== undefined ? (row.data[id] ?? '') : undefined;
  if (typeof named !== 'string')
    throw new PortError({ is: 'unreadable' }, `${doing} (another shape)`, { service: 'graph' });
  return named === '' ? undefined : named.toLowerCase();
}
