import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { row } from './measure.js';
import { ledgerOf, putTenant, startCloud } from './mover.js';

const few = 1_000;
const many = 100_000;

/** Little more than what is needed: where there is more room, V8 leaves garbage lying, the longer the more. In MB. */
const heap = 128;

/** The most memory that moving many people takes against few, each in a process of its own, whose heap is bounded. */
export async function memory() {
  const cloud = await startCloud();
  const peaks = [];
  for (const people of [few, many]) peaks.push(await peakOf(cloud.url, people));
  cloud.close();
  const [ofFew, ofMany] = peaks;
  return [row(`memory: ${many} people moved`, 'MB at most', ofMany, `${few} people`, ofFew)];
}

async function peakOf(url, people) {
  const tenantId = await putTenant(url, { people, quotas: null, latencyMs: [0, 0] });
  const mover = fork(fileURLToPath(new URL('memory-mover.js', import.meta.url)), [url, tenantId, String(people)], {
    execArgv: [`--max-old-space-size=${heap}`],
  });
  const failed = once(mover, 'exit').then(([code]) => {
    throw new Error(`the mover of ${people} people ended with ${code}`);
  });
  const [{ peakMb }] = await Promise.race([once(mover, 'message'), failed]);
  const { users } = await ledgerOf(url, tenantId);
  if (users.holding.SPE_E3 !== people) throw new Error(`${users.holding.SPE_E3} of ${people} people were moved`);
  return peakMb;
}
