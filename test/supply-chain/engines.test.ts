import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';

/**
 * `npm ci` warns of a package that wants another Node, and whoever sees that for the first time wonders. Restify 12 says that it
 * wants 22 and runs on 20, where every test here passes too; package-lock.json leaves its wish out, and npm keeps it so.
 */

type Locked = { engines?: { node?: string } };
const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Record<string, Locked> };
const own = JSON.parse(readFileSync('package.json', 'utf8')).engines.node as string;

/** The oldest of the versions that an expression names, such as 20 of `^20.17 || >=22`. */
const oldest = (wish: string): number =>
  Math.min(...[...wish.matchAll(/(?:^|[^.\d])v?(\d+)/g)].map(([, major]) => Number(major)));

describe('the version of Node', () => {
  it('that the project names is one that each of its packages takes', () => {
    const unmet = Object.entries(packages).flatMap(([name, { engines }]) => {
      const wish = engines?.node ?? '*';
      return /\d/.test(wish) && oldest(wish) > oldest(own) ? [`${name}: ${wish}`] : [];
    });
    expect(unmet).toEqual([]);
  });

  it('is the same wherever it is said', () => {
    expect(own).toMatch(/^>=20/);
    expect(readFileSync('README.md', 'utf8')).toContain('Node 20, 22 or 24');
    expect(readFileSync('.github/workflows/ci.yml', 'utf8')).toContain('node: [20, 22, 24]');
  });
});
