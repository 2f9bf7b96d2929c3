import { expect } from 'expect';
import { bind } from 'jest-each';

/**
 * What tests import of `@jest/globals`, in a process that keeps them: described once, they are run again and again, each
 * against another change of the product, without a file being loaded anew.
 */

/** How long a test may take that waits for nothing outside, in milliseconds. */
const testTimeoutMs = 10_000;

/** How the error of a test begins that was waited for in vain. */
export const timedOut = 'not over after';

const rootOf = (name) => ({ name, parent: undefined, tests: [], blocks: [], hooks: hooks() });
const hooks = () => ({ beforeAll: [], afterAll: [], beforeEach: [], afterEach: [] });

let block = rootOf('');

export { expect };

export function describe(name, body) {
  const inner = { name, parent: block, tests: [], blocks: [], hooks: hooks() };
  block.blocks.push(inner);
  block = inner;
  try {
    body();
  } finally {
    block = inner.parent;
  }
}

export function it(name, body, timeoutMs = testTimeoutMs) {
  block.tests.push({ name, body, timeoutMs });
}

describe.each = bind(describe, false);
it.each = bind(it, false);

const hook = (kind) => (body) => void block.hooks[kind].push(body);
export const beforeAll = hook('beforeAll');
export const afterAll = hook('afterAll');
export const beforeEach = hook('beforeEach');
export const afterEach = hook('afterEach');

/**
 * Takes down what a file describes.
 * @param fileName its path, by which its tests are named
 * @returns its blocks and tests, each with an `id` that no other test has
 */
export async function describedBy(fileName, load) {
  const root = rootOf(fileName);
  block = root;
  await load();
  const known = new Map();
  const name = (of, path) => {
    for (const test of of.tests) {
      const title = [...path, test.name].join(' ');
      const nth = (known.get(title) ?? 0) + 1;
      known.set(title, nth);
      test.id = `${fileName} ${title}${nth > 1 ? ` (${nth})` : ''}`;
      test.title = title;
    }
    for (const one of of.blocks) name(one, [...path, one.name]);
  };
  name(root, []);
  return root;
}

/** Every test of a block and of those in it. */
export const testsOf = ({ tests, blocks }) => [...tests, ...blocks.flatMap(testsOf)];

/**
 * Runs tests of a block, with everything that is to be done before and after them.
 * @param chosen whether a test is to be run
 * @param around is told `starts(test)` before anything is done for it, and `ended(test, error, ms)` after; runs no more once
 * that answers true
 * @returns whether it was ended so
 */
export async function runBlock(of, chosen, around) {
  const first = testsOf(of).find(chosen);
  if (!first) return false;
  // What is done for all is done for the first: else it would seem to happen while a file loads.
  around.starts(first);
  const failed = await firstError(of.hooks.beforeAll, testTimeoutMs);
  if (failed !== undefined && around.ended(first, failed, 0)) return true;
  try {
    for (const test of of.tests) if (chosen(test) && (await runTest(of, test, around))) return true;
    for (const inner of of.blocks) if (await runBlock(inner, chosen, around)) return true;
    return false;
  } finally {
    await firstError(of.hooks.afterAll, testTimeoutMs);
  }
}

async function runTest(of, test, around) {
  around.starts(test);
  const startedAt = performance.now();
  const blocks = [];
  for (let one = of; one; one = one.parent) blocks.unshift(one);
  let error = await firstError(
    blocks.flatMap(({ hooks }) => hooks.beforeEach),
    testTimeoutMs,
  );
  error ??= await firstError([test.body], test.timeoutMs);
  const after = await firstError(
    blocks.toReversed().flatMap(({ hooks }) => hooks.afterEach),
    testTimeoutMs,
  );
  return around.ended(test, error ?? after, performance.now() - startedAt);
}

/** Whatever is thrown first, as a text; undefined where nothing is. */
async function firstError(bodies, timeoutMs) {
  for (const body of bodies) {
    let timer;
    const late = new Promise((_resolve, reject) => {
      timer = setTimeout(() => reject(new Error(`${timedOut} ${timeoutMs} ms`)), timeoutMs);
    });
    try {
      await Promise.race([body(), late]);
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    } finally {
      clearTimeout(timer);
    }
  }
  return undefined;
}
