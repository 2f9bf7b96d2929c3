import { chunks } from '../../base/chunks.js';
import type { Documents } from '../../storage/documents.js';
import { calledOf } from '../../upgrade/licences/called.js';
import { isByGroup } from '../../upgrade/licences/move.js';
import { meantNames, namedLines, nameKey, possibleNames } from '../../upgrade/licences/named-people.js';
import type { Directory } from '../../upgrade/ports.js';
import type { Named } from '../../upgrade/run/definition.js';
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
  const lines = namedLines(text);
  const wanted = possibleNames(lines);
  // Each name may be counted twice: alone, and together with the one after it.
  if (wanted.size > 2 * mostNamed) return { ok: false, refusal: { why: 'tooManyNamed', most: mostNamed } };

  const { skuId } = sourceOf(run);
  const found = new Map<string, LicensedUser>();
  for (const ids of chunks(await candidates(run, wanted, skuId, tools), atOnce))
    for (const user of await tools.directory.users(run.tenantId, ids)) if (holds(user, skuId)) found.set(user.id, user);

  const called = new Map<string, LicensedUser[]>();
  for (const user of found.values())
    for (const key of new Set([user.userPrincipalName, user.displayName, calledOf(user)].map(nameKey)))
      called.set(key, [...(called.get(key) ?? []), user]);

  const names = meantNames(lines, (key) => called.has(key));
  if (names.length > mostNamed) return { ok: false, refusal: { why: 'tooManyNamed', most: mostNamed } };
  return chosen(names, called, skuId);
}

function chosen(names: readonly string[], called: ReadonlyMap<string, LicensedUser[]>, skuId: string): Named {
  const matches = names.map((name) => ({ name, users: called.get(nameKey(name)) ?? [] }));
  const namesOf = (fits: (users: LicensedUser[]) => boolean) =>
    matches.filter(({ users }) => fits(users)).map(({ name }) => name);
  const nobody = namesOf((users) => users.length === 0);
  if (nobody.length > 0) return { ok: false, refusal: { why: 'nobodyCalled', names: nobody } };
  const several = namesOf((users) => users.length > 1);
  if (several.length > 0) return { ok: false, refusal: { why: 'severalCalled', names: several } };
  const byGroup = namesOf((users) => users.some((user) => isByGroup(user, skuId)));
  if (byGroup.length > 0) return { ok: false, refusal: { why: 'heldByGroup', names: byGroup } };
  const found = new Map(matches.flatMap(({ users }) => users.map((user) => [user.id, calledOf(user)] as const)));
  return { ok: true, ids: [...found.keys()], names: [...found.values()] };
}

type Tools = { directory: Directory; documents: Documents };
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
