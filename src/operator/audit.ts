import { parseArgs } from 'node:util';
import type { Run } from '../upgrade/run/run.js';
import { auditAsCsv, auditOf, findingsOf } from './export-audit.js';
import { idAsKept, type Store, withStore } from './open-store.js';
import { readHeads } from './read-heads.js';

/**
 * `npm run audit -- <tenant> [--csv] [--log <file>]`: verifies the audits of a tenant's upgrades and writes them to
 * standard output, as JSON or CSV; with a log of the bot also that they have the heads it was told. Exit 1 where
 * something was changed.
 */

const usage = 'Usage: npm run audit -- <tenant> [--csv] [--log <file of the bot’s log>]';

async function audit({ runs: store }: Store): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { csv: { type: 'boolean', default: false }, log: { type: 'string' } },
  });
  const [given] = positionals;
  if (given === undefined) {
    console.error(usage);
    return 1;
  }
  const tenantId = idAsKept(given);
  const runs: Run[] = [];
  for await (const run of store.all()) if (run.tenantId === tenantId) runs.push(run);
  let listed: readonly string[] = [];
  for await (const tenant of store.tenants()) if (tenant.tenantId === tenantId) listed = tenant.runs;
  const heads = values.log === undefined ? [] : await readHeads(values.log, tenantId);
  runs.sort((a, b) => Date.parse(a.openedAt) - Date.parse(b.openedAt));
  const found = auditOf(tenantId, { runs, listed, heads, now: new Date() });
  process.stdout.write(values.csv ? auditAsCsv(found) : `${JSON.stringify(found, null, 2)}\n`);
  for (const line of findingsOf(found)) console.error(line);
  return found.whole ? 0 : 1;
}

process.exitCode = await withStore(audit);
