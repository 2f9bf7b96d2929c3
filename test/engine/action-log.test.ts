import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { outcomeOf } from '../../src/engine/action-log.js';
import type { World } from '../../src/engine/read-facts.js';
import type { Reply } from '../../src/engine/reply.js';
import { KeptReports } from '../../src/engine/report/kept-reports.js';
import { createRunStore, type RunStore } from '../../src/engine/run-store.js';
import { createTimeline } from '../../src/engine/timeline.js';
import { createUpgrades, type Upgrades } from '../../src/engine/upgrades.js';
import type { Documents } from '../../src/storage/documents.js';
import { StorageFailed } from '../../src/storage/failures.js';
import { type Directory, PortError } from '../../src/upgrade/ports.js';
import { type TemporaryFolder, temporaryFolder } from '../storage/lowdb/temporary-folder.js';
import { now, runIn } from '../support/runs.js';

/** What the log is told of commands: each once, with what came of it. */

let folder: TemporaryFolder;
let documents: Documents;
let runs: RunStore;
let reports: KeptReports;
let upgrades: Upgrades;
let lines: Record<string, unknown>[];
let unwritable = false;
let answers: Promise<never>;
let patienceMs: number;

beforeEach(async () => {
  folder = await temporaryFolder();
  const opened = await folder.open();
  unwritable = false;
  patienceMs = 5_000;
  documents = {
    ...opened,
    put: (...given) => (unwritable ? Promise.reject(new StorageFailed('the disk is full')) : opened.put(...given)),
  };
  runs = createRunStore(documents);
  lines = [];
  const log = pino({ level: 'info' }, { write: (line: string) => void lines.push(JSON.parse(line)) });
  answers = Promise.reject(new PortError({ is: 'denied', needs: 'User.Read.All' }, 'reading'));
  answers.catch(() => undefined);
  const timeline = createTimeline({ now: () => now });
  reports = new KeptReports({ directory: {} as Directory, documents, timeline, newId: randomUUID, log });
  const world = {
    clock: { now: () => now },
    directory: Object.fromEntries(
      ['organization', 'skus', 'subscriptions', 'serviceIssues'].map((one) => [one, () => answers]),
    ),
    commerceFor: () => answers,
  } as unknown as World;
  upgrades = createUpgrades({
    world,
    runs,
    reports,
    documents,
    priceList: undefined,
    limits: { confirmAbove: 10_000, approvalAbove: undefined },
    newGuid: randomUUID,
    nudge: () => {},
    get patienceMs() {
      return patienceMs;
    },
    log,
  });
  await runs.open(runIn.manualReassign());
});
afterEach(async () => {
  reports.close();
  await folder.end();
});

const alex = { actor: { id: 'alex', name: 'Alex Wilber' }, roles: ['globalAdministrator'] } as const;
const lynne = { actor: { id: 'lynne', name: 'Lynne Robbins' }, roles: ['globalReader'] } as const;
const actions = () => lines.filter(({ event }) => event === 'action');
const line = (more: object) => expect.objectContaining({ tenant: 'contoso', run: 'run-1', ...more });

describe('what came of a command', () => {
  const unknown = [] as const;
  it.each<[Reply, ReturnType<typeof outcomeOf>]>([
    [{ is: 'run', run: runIn.cart() }, { is: 'done' }],
    [
      { is: 'run', run: runIn.cart(), refusal: { why: 'notNow' } },
      { is: 'refused', why: 'notNow' },
    ],
    [{ is: 'nothingToUpgrade', assessment: { is: 'noSource', readAt: '' }, unknown }, { is: 'done' }],
    [{ is: 'whichSource', sources: [], unknown, country: null }, { is: 'done' }],
    [
      { is: 'missingRole', permission: 'buy' },
      { is: 'missingRole', why: 'buy' },
    ],
    [{ is: 'unknownRun' }, { is: 'notTheirs' }],
    [{ is: 'unreachable' }, { is: 'notRead', why: 'unreachable' }],
    [
      { is: 'denied', needs: undefined },
      { is: 'notRead', why: 'denied' },
    ],
    [{ is: 'notKept' }, { is: 'notKept' }],
    [{ is: 'stillLooking', later: Promise.resolve({ is: 'unreachable' }) }, undefined],
  ])('is told as it is: $is', (reply, outcome) => {
    expect(outcomeOf(reply)).toEqual(outcome);
  });
});

describe('the log is told', () => {
  it('that a command was carried out, by whom and on which run', async () => {
    await upgrades.command('contoso', 'run-1', 7, alex, { do: 'stop' });
    expect(actions()).toEqual([line({ level: 30, by: 'alex', verb: 'stop', outcome: 'done' })]);
  });

  it('which right was lacking', async () => {
    await upgrades.command('contoso', 'run-1', 7, lynne, { do: 'reassign', pilot: 0 });
    expect(actions()).toEqual([
      line({ level: 40, by: 'lynne', verb: 'reassign', outcome: 'missingRole', why: 'assign' }),
    ]);
  });

  it('which rule refused it', async () => {
    await upgrades.command('contoso', 'run-1', 6, alex, { do: 'stop' });
    await upgrades.command('contoso', 'run-1', 7, alex, { do: 'placeOrder' });
    expect(actions()).toEqual([
      line({ verb: 'stop', outcome: 'refused', why: 'stale' }),
      line({ verb: 'placeOrder', outcome: 'refused', why: 'notNow' }),
    ]);
  });

  it('that somebody reached for the run of another tenant', async () => {
    await upgrades.command('fabrikam', 'run-1', 7, alex, { do: 'stop' });
    expect(actions()).toEqual([line({ tenant: 'fabrikam', by: 'alex', outcome: 'notTheirs' })]);
  });

  it('that it could not be kept', async () => {
    unwritable = true;
    await upgrades.command('contoso', 'run-1', 7, alex, { do: 'stop' });
    expect(actions()).toEqual([line({ verb: 'stop', outcome: 'notKept' })]);
  });

  it('once, when the answer comes after the person was told to wait', async () => {
    patienceMs = 0;
    let fail: (error: Error) => void = () => {};
    answers = new Promise<never>((_, reject) => {
      fail = reject;
    });
    const reply = await upgrades.check('fabrikam', alex);
    expect([reply.is, actions()]).toEqual(['stillLooking', []]);
    fail(new PortError({ is: 'denied', needs: undefined }, 'reading'));
    if (reply.is === 'stillLooking') await reply.later;
    expect(actions()).toEqual([
      expect.objectContaining({ tenant: 'fabrikam', verb: 'check', outcome: 'notRead', why: 'denied' }),
    ]);
  });

  it('once of a check that looks at the tenant anew', async () => {
    await runs.update('run-1', (run) => ({ ...run, state: runIn.assessed().state }));
    await upgrades.command('contoso', 'run-1', undefined, alex, { do: 'check' });
    expect(actions()).toEqual([line({ verb: 'check', outcome: 'notRead', why: 'denied' })]);
  });

  it('once of a check that is asked of a run', async () => {
    await upgrades.command('contoso', 'run-1', 7, alex, { do: 'check' });
    expect(actions()).toEqual([line({ verb: 'check', outcome: 'done' })]);
    expect(JSON.stringify(lines)).not.toContain('Wilber');
  });
});
