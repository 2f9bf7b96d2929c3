import { chunks } from '../../base/chunks.js';
import type { Documents } from '../../storage/documents.js';
import { calledOf } from '../../upgrade/licences/called.js';
import { isByGroup } from '../../upgrade/licences/move.js';
import { everyMeant, namedLines, nameKey, possibleNames } from '../../upgrade/licences/named-people.js';
import type { Directory } from '../../upgrade/ports.js';
import type { Named } from '../../upgrade/run/definition.js';
import type { Refusal } from '../../upgrade/run/refusal.js';
import type { Run } from '../../upgrade/run/run.js';
import { sourceOf } from '../../upgrade/run/source-of.js';
import { mostNamed } from '../../upgrade/run/states/manual-reassign.js';
import type { LicensedUser } from '../../upgrade/tenant/facts.js';
import { readPages } from '../snapshot/pages.js';

/** People of one name who are told apart, at most; more are too many anyway. */
const namesakes = 20;
const atOnce = 20;

/**
 * Finds the people whom an admin named, by name or sign-in name, among those who hold the old plan now. Names are
 * looked for in what was written down and in Microsoft's list, which lags; each person found is then read live.
 * @throws PortError when Microsoft cannot be read
 */
export async function findNamed(run: Run, text: string, tools: Tools): Promise<Named> {
  const found = await findCalled(run, text, mostNamed, tools);
  if (!found) return { ok: false, refusal: { why: 'tooManyNamed', most: mostNamed } };
  const { names, called } = found;
  const { skuId } = sourceOf(run);
  const refusal = unclearNames(names, called) ?? refusalByGroup(names, called, skuId);
  if (refusal) return { ok: false, refusal };
  const people = usersCalled(names, called);
  return { ok: true, ids: people.map(({ id }) => id), names: people.map(calledOf) };
}

type ByName = ReadonlyMap<string, LicensedUser[]>;

/**
 * The names that were written, each as often as it was, and who holds the old plan by the name they are called.
 * @returns undefined where more than `most` were written
 */
export async function findCalled(
  run: Run,
  text: string,
  most: number,
  tools: Tools,
): Promise<{ names: string[]; called: ByName } | undefined> {
  const lines = namedLines(text);
  const wanted = possibleNames(lines);
  // A name may hold a comma: each of its two pieces is counted alone, and together with the one after it.
  if (wanted.size > 4 * most) return undefined;

  const { skuId } = sourceOf(run);
  const found = new Map<string, LicensedUser>();
  for (const ids of chunks(await candidates(run, wanted, skuId, tools), atOnce))
    for (const user of await tools.directory.users(run.tenantId, ids)) if (holds(user, skuId)) found.set(user.id, user);

  const called = new Map<string, LicensedUser[]>();
  for (const user of found.values())
    for (const key of new Set([user.userPrincipalName, user.displayName, calledOf(user)].map(nameKey)))
      called.set(key, [...(called.get(key) ?? []), user]);

  const names = everyMeant(lines, (key) => called.has(key));
  return new Set(names.map(nameKey)).size > most ? undefined : { names, called };
}

/** Why it is not clear who is meant. */
export function unclearNames(names: readonly string[], called: ByName): Refusal | undefined {
  const nobody = namesOf(names, called, (users) => users.length === 0);
  if (nobody.length > 0) return { why: 'nobodyCalled', names: nobody };
  const several = namesOf(names, called, (users) => users.length > 1);
  return several.length > 0 ? { why: 'severalCalled', names: several } : undefined;
}

/** Why those who are meant cannot be moved by themselves: only a group's own move would move them. */
function refusalByGroup(names: readonly string[], called: ByName, skuId: string): Refusal | undefined {
  const byGroup = namesOf(names, called, (users) => users.some((user) => isByGroup(user, skuId)));
  return byGroup.length > 0 ? { why: 'heldByGroup', names: byGroup } : undefined;
}

/** Each name once. */
function namesOf(names: readonly string[], called: ByName, fits: (users: LicensedUser[]) => boolean): string[] {
  const once = new Map(names.map((name) => [nameKey(name), name]));
  return [...once].filter(([key]) => fits(called.get(key) ?? [])).map(([, name]) => name);
}

/** Those who are meant, each once. */
export function usersCalled(names: readonly string[], called: ByName): LicensedUser[] {
  return [...new Map(names.flatMap((name) => called.get(nameKey(name)) ?? []).map((user) => [user.id, user])).values()];
}

export type Tools = { directory: Directory; documents: Documents };
type Called = { name: string; id: string };

/** Ids, or sign-in names, of everyone who may be meant. */
async function candidates(run: Run, wanted: ReadonlySet<string>, skuId: string, tools: Tools): Promise<string[]> {
  // Graph finds a person by sign-in name as by id.
  const signIns = [...wanted].filter(isSignInName);
  if (signIns.length === wanted.size) return signIns;
  const byName = new Map<string, Set<string>>();
  for await (const people of known(run, skuId, tools))
    for (const { name, id } of people) {
      const key = nameKey(name);
      const ids = byName.get(key) ?? new Set();
      if (wanted.has(key) && ids.size < namesakes) byName.set(key, ids.add(id));
    }
  return [...new Set([...signIns, ...[...byName.values()].flatMap((ids) => [...ids])])];
}

/** Everyone who was written down, then everyone whom Graph lists. */
async function* known(run: Run, skuId: string, { directory, documents }: Tools): AsyncIterable<readonly Called[]> {
  if (run.snapshot)
    for await (const page of readPages(documents, run.id, run.snapshot)) if (page.of === 'users') yield page.held;
  for await (const page of directory.holders(run.tenantId, skuId))
    yield page.map((user) => ({ name: calledOf(user), id: user.id }));
}

const isSignInName = (name: string): boolean => /^[^\s@,/]+@[^\s@,/]+$/.test(name);

function holds({ licences }: LicensedUser, skuId: string): boolean {
  return licences.some((one) => one.skuId === skuId);
}
