import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire, register } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { INSTRUMENTER_CONSTANTS } from '@stryker-mutator/api/core';
import { commonTokens, declareFactoryPlugin, PluginKind, tokens } from '@stryker-mutator/api/plugin';
import { DryRunStatus, determineHitLimitReached, MutantRunStatus, TestStatus } from '@stryker-mutator/api/test-runner';

/**
 * A test runner of Stryker that loads the tests once a process and switches one change after the other on in it: Jest
 * loads everything anew for each of some ten thousand changes, which takes days. What a test leaves behind in the memory
 * of a module stays there for the next one.
 */
class TestsInProcess {
  /** @param options Stryker's; `inProcess.tests` names folders of tests, `inProcess.without` files that are left out */
  constructor(options) {
    this.options = options.inProcess;
    /** How long each test took unchanged, in milliseconds, by its id. */
    this.times = new Map();
    this.files = [];
  }

  /** What happens while a file loads stays as it is (`ignoreStatic`): there is nothing that would have to be loaded anew. */
  capabilities() {
    return { reloadEnvironment: true };
  }

  async init() {
    this.world = globalThis[INSTRUMENTER_CONSTANTS.NAMESPACE] ??= {};
    // What nobody waits for any more, since a change made it late or left it alone, may fail whenever it likes.
    for (const event of ['unhandledRejection', 'uncaughtException']) process.on(event, () => {});
    globalThis.requireOnce = createRequire(import.meta.url);
    register('./loader.js', import.meta.url);
    this.suite = await import('./suite.js');
    const { tests, without } = this.options;
    const names = tests.flatMap((folder) => readdirSync(folder, { recursive: true }).map((name) => join(folder, name)));
    for (const name of names.filter((name) => name.endsWith('.test.ts') && !without.includes(name)).sort()) {
      const address = pathToFileURL(resolve(name)).href;
      this.files.push(await this.suite.describedBy(name, () => import(address)));
    }
  }

  async dryRun() {
    const { world, suite } = this;
    const tests = [];
    for (const file of this.files) {
      await suite.runBlock(file, () => true, {
        starts: ({ id }) => {
          world.currentTestId = id;
        },
        ended: ({ id, title }, error, ms) => {
          this.times.set(id, ms);
          tests.push({ id, name: title, fileName: resolve(file.name), timeSpentMs: ms, ...resultOf(error) });
          return false;
        },
      });
      world.currentTestId = undefined;
    }
    // It is run in one process, and the changes in others too.
    writeFileSync(timesFile, JSON.stringify([...this.times]));
    return { status: DryRunStatus.Complete, tests, mutantCoverage: world.mutantCoverage ?? noCoverage };
  }

  async mutantRun({ activeMutant, testFilter, hitLimit, disableBail }) {
    const { world, suite } = this;
    const chosen = new Set(testFilter);
    this.readTimes();
    world.hitCount = hitLimit === undefined ? undefined : 0;
    world.hitLimit = hitLimit;
    world.activeMutant = activeMutant.id;
    const killers = [];
    let failure;
    let nrOfTests = 0;
    try {
      for (const file of this.quickestFirst(chosen, testFilter)) {
        const isOver = await suite.runBlock(file, ({ id }) => testFilter === undefined || chosen.has(id), {
          starts: () => {},
          ended: ({ id }, error) => {
            nrOfTests += 1;
            if (error === undefined) return false;
            killers.push(id);
            failure ??= error;
            return !disableBail;
          },
        });
        if (isOver) break;
      }
    } finally {
      world.activeMutant = undefined;
    }
    const limit = determineHitLimitReached(world.hitCount, hitLimit);
    if (limit) return limit;
    if (failure === undefined) return { status: MutantRunStatus.Survived, nrOfTests };
    if (failure.startsWith(suite.timedOut)) return { status: MutantRunStatus.Timeout, reason: failure };
    return { status: MutantRunStatus.Killed, killedBy: killers, failureMessage: failure, nrOfTests };
  }

  /** Each test is waited for no longer than some of its own time. */
  readTimes() {
    if (this.isTimed) return;
    this.isTimed = true;
    this.times = new Map(JSON.parse(readFileSync(timesFile, 'utf8')));
    for (const file of this.files)
      for (const test of this.suite.testsOf(file)) test.timeoutMs = 2_000 + 10 * (this.times.get(test.id) ?? 0);
  }

  /** Files by how long those of their tests take that are to be run. */
  quickestFirst(chosen, testFilter) {
    if (testFilter === undefined) return this.files;
    const msOf = (file) =>
      this.suite
        .testsOf(file)
        .filter(({ id }) => chosen.has(id))
        .reduce((sum, { id }) => sum + (this.times.get(id) ?? 1), 0);
    return this.files
      .map((file) => ({ file, ms: msOf(file) }))
      .filter(({ ms }) => ms > 0)
      .sort((one, other) => one.ms - other.ms)
      .map(({ file }) => file);
  }
}

/** In the copy that is changed. */
const timesFile = 'test-times.json';

/** What Stryker reads where nothing that it could change was loaded. */
const noCoverage = { static: {}, perTest: {} };

const resultOf = (error) =>
  error === undefined ? { status: TestStatus.Success } : { status: TestStatus.Failed, failureMessage: error };

const create = (options) => new TestsInProcess(options);
create.inject = tokens(commonTokens.options);

export const strykerValidationSchema = {
  properties: {
    inProcess: {
      type: 'object',
      required: ['tests', 'without'],
      properties: {
        tests: { type: 'array', items: { type: 'string' } },
        without: { type: 'array', items: { type: 'string' } },
      },
    },
  },
};

export const strykerPlugins = [declareFactoryPlugin(PluginKind.TestRunner, 'in-process', create)];
