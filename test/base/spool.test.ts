import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { spool } from '../../src/base/spool.js';

/** What a report is written down in while it is taken. */

const people = Array.from({ length: 3_000 }, (_, n) => `Adele Vance ${n}, Åsa Öberg ${n} ✓\n`);
async function* pieces(): AsyncIterable<string> {
  yield* people;
}
/** The files that this process has open and that have no name. */
function nameless(): string[] {
  if (process.platform !== 'linux') return [];
  const open = readdirSync('/proc/self/fd').map((fd) => `/proc/self/fd/${fd}`);
  return open.filter((fd) => {
    try {
      return readlinkSync(fd).includes('upgrade-report-');
    } catch {
      return false;
    }
  });
}

describe('a text on disk', () => {
  const whole = Buffer.from(people.join(''));

  it('is read as it was written, from anywhere to anywhere', async () => {
    const text = await spool(pieces());
    expect(text.size).toBe(whole.length);
    for (const [start, end] of [
      [0, 1],
      [0, whole.length],
      [1, 16],
      [15, 17],
      [16, 32],
      [70_001, 70_050],
      [whole.length - 3, whole.length + 9],
      [whole.length, whole.length],
    ] as const) {
      expect(Buffer.from(await text.read(start, end)).equals(whole.subarray(start, end))).toBe(true);
    }
    await text.close();
  });

  it('has no name and tells nothing to whoever reads the disk', async () => {
    const text = await spool(pieces());
    for (const fd of nameless()) {
      expect(readlinkSync(fd)).toMatch(/ \(deleted\)$/);
      const bytes = readFileSync(fd);
      expect(bytes).toHaveLength(whole.length);
      for (const told of ['Adele', 'Vance', 'Öberg']) expect(bytes.includes(told)).toBe(false);
    }
    expect(nameless()).toHaveLength(process.platform === 'linux' ? 1 : 0);
    await text.close();
    expect(nameless()).toEqual([]);
  });

  it('leaves nothing open when it can not be made', async () => {
    async function* broken(): AsyncIterable<string> {
      yield 'Adele Vance';
      throw new Error('Graph is away');
    }
    await expect(spool(broken())).rejects.toThrow('Graph is away');
    expect(nameless()).toEqual([]);
  });
});
