import { row } from './measure.js';
import { createMover, ledgerOf, putTenant, startCloud } from './mover.js';

/** Moving many people under quotas of the documented shape, fifteen times as fast: 3,000 changes in ten seconds. */

const people = 20_000;
const writes = 3_000;
const windowMs = 150_000 / 15;
const limits = { writes: { amount: writes, windowMs }, unitsWindowMs: 10_000 };
const tenants = 50;
const peopleOfEach = 200;

export async function quota() {
  const cloud = await startCloud();
  const rows = [
    ...(await underQuota(cloud.url, 'alone', { windowMs })),
    ...(await underQuota(cloud.url, 'beside a tool that takes 30 %', { windowMs, otherTool: 0.3 })),
    ...(await manyTenants(cloud.url)),
  ];
  cloud.close();
  return rows;
}

/** How much of what is allowed was used, and how much of what was sent was refused. */
async function underQuota(url, how, shape) {
  const tenantId = await putTenant(url, { people, quotas: { writes, ...shape } });
  const mover = await createMover(url, { limits });
  const seconds = await mover.moveAll(tenantId, people);
  mover.close();
  const { requests, users } = await ledgerOf(url, tenantId);
  const lost = people - (users.holding.SPE_E3 ?? 0) + users.unlicensedMoments;
  if (lost > 0) throw new Error(`${lost} people are not as they should be`);
  const { graph, otherTool } = requests;
  const allowed = writes * (1 + (seconds * 1_000) / windowMs) - otherTool.writes;
  const name = `quota ${how}`;
  const refused = (100 * graph.throttled) / (graph.writes + graph.throttled);
  const rows = [
    row(`${name}: people moved`, 'people/s', people / seconds, 'what the quota allows', allowed / seconds),
    row(`${name}: refused`, '%', refused, 'at most', shape.otherTool ? 2 : 1),
  ];
  if (!shape.otherTool) return rows;
  const others = (100 * otherTool.throttled) / (otherTool.writes + otherTool.throttled);
  return [...rows, row(`${name}: refused to that tool`, '%', others, 'at most', 2)];
}

/** Fifty tenants at once against one alone, and the slowest of them against the fastest. */
async function manyTenants(url) {
  const mover = await createMover(url);
  const put = () => putTenant(url, { people: peopleOfEach });
  const alone = await mover.moveAll(await put(), peopleOfEach);
  const ids = await Promise.all(Array.from({ length: tenants }, put));
  const start = performance.now();
  const seconds = await Promise.all(ids.map((id) => mover.moveAll(id, peopleOfEach)));
  const inAll = (performance.now() - start) / 1_000;
  mover.close();
  return [
    row(
      `${tenants} tenants at once: people moved`,
      'people/s',
      (tenants * peopleOfEach) / inAll,
      'one alone',
      peopleOfEach / alone,
    ),
    row(`${tenants} tenants at once: slowest`, 's', Math.max(...seconds), 'fastest', Math.min(...seconds)),
  ];
}
