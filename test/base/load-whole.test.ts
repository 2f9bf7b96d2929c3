import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { loadWhole } from '../../src/base/load-whole.js';

/** Packages whose modules load one another, such as those that read templates. */

type Package = { whole: string; ofPart: () => string };

let folder: string;
const write = (name: string, text: string) => writeFile(join(folder, `${name}.js`), text);
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'load-whole-'));
  await write(
    'package',
    "const part = require('./part'); require('./late'); exports.whole = 'whole'; exports.ofPart = part;",
  );
  await write('part', "const whole = require('./package'); module.exports = () => whole.whole;");
});
afterEach(() => rm(folder, { recursive: true }));

it('is whole where it could be loaded in part alone before', async () => {
  const path = join(folder, 'package.js');
  await write('late', "throw Object.assign(new Error('too many open files'), { code: 'EMFILE' });");
  expect(() => loadWhole(path)).toThrow('too many open files');
  await write('late', '');
  const { whole, ofPart } = loadWhole<Package>(path);
  expect([whole, ofPart()]).toEqual(['whole', 'whole']);
});

it('is loaded once', async () => {
  await write('late', '');
  const path = join(folder, 'package.js');
  expect(loadWhole(path)).toBe(loadWhole(path));
});
