import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLog } from '../../../src/log.js';
import { graphDirectory } from '../../../src/microsoft/index.js';
import { connectSandbox } from '../../../src/sandbox/client.js';
import { startSandbox } from '../../../src/sandbox/server.js';
import { openLowdb } from '../../../src/storage/lowdb/open.js';
import type { Json } from '../../support/card-json.js';
import { type SandboxUser, sandboxControl } from '../../support/sandbox-control.js';

/** A tenant of the practice cloud, its directory as the bot reads it, its people in order, and documents on a disk. */
export async function manyPeople(tenantId: string, scenario: Json) {
  const server = await startSandbox({ port: 0 });
  const control = sandboxControl(server.url);
  await control.put(tenantId, scenario);
  const sandbox = await connectSandbox({ url: server.url, fetch });
  const dataDir = await mkdtemp(join(tmpdir(), 'many-people-'));
  const documents = await openLowdb({ dataDir, log: createLog({ level: 'silent' }) });
  return {
    directory: graphDirectory({ baseUrl: `${server.url}/v1.0`, tokens: sandbox.tokens, fetch: sandbox.fetch }),
    documents,
    users: (await control.users(tenantId)) as (SandboxUser & { userPrincipalName: string })[],
    async close() {
      await documents.close();
      await sandbox.close();
      await server.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
