import { spawn } from 'node:child_process';
import { createRunStore } from '../../src/engine/run-store.js';
import { writePage } from '../../src/engine/snapshot/pages.js';
import type { Documents } from '../../src/storage/documents.js';
import { newFollower } from '../../src/teams/people/follower.js';
import { Followers } from '../../src/teams/people/followers.js';
import { noted } from '../../src/upgrade/run/record.js';
import type { Run, StateName } from '../../src/upgrade/run/run.js';
import { now, runIn } from '../support/runs.js';

export const alex = { id: 'alex', name: 'Alex Wilber' };
const entry = { at: now, by: alex, what: 'pause', details: { note: '=1+1' } } as const;

/** What the bot leaves of two tenants when it is stopped: a run each, with two people. */
export async function leaveTwoTenants(
  documents: Documents,
  is: StateName = 'stopped',
  info: (about: object) => void = () => {},
): Promise<void> {
  const runs = createRunStore(documents, { info });
  for (const tenantId of ['contoso', 'fabrikam']) {
    const run = { ...runIn[is](), id: `run-of-${tenantId}`, tenantId } as Run;
    await runs.open(noted(run, {}, { ...entry, what: 'check' }));
    for (let n = 0; n < 3; n += 1) await runs.update(run.id, (one) => noted(one, {}, entry));
    await writePage(documents, run.id, { generation: 0 }, 0, { of: 'users', held: [] });
    await new Followers(documents).keep(tenantId, 'alex', () => newFollower(tenantId, 'alex'));
    await new Followers(documents).keep(tenantId, 'megan', () => newFollower(tenantId, 'megan'));
  }
  await documents.close();
}

/** A command of the operator's, as a process of its own; resolves when it has ended. */
export function operatorCommand(
  env: NodeJS.ProcessEnv,
  name: 'audit' | 'forget',
  ...args: string[]
): Promise<{ code: number; out: string; err: string }> {
  const child = spawn(process.execPath, [`dist/operator/${name}.js`, ...args], {
    env: { PATH: process.env.PATH, CLOUD: 'sandbox', LOG_LEVEL: 'info', ...env },
  });
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk) => {
    out += chunk;
  });
  child.stderr.on('data', (chunk) => {
    err += chunk;
  });
  return new Promise((resolve) => child.on('close', (code) => resolve({ code: code ?? -1, out, err })));
}
