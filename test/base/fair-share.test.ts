import { describe, expect, it } from '@jest/globals';
import { createFairShare } from '../../src/base/fair-share.js';

describe('a share for each key', () => {
  /** Work that goes on until it is told to end. */
  function piecework(limit: { atOnce: number; waiting: number }) {
    const share = createFairShare(limit);
    const begun: string[] = [];
    const ends = new Map<string, (error?: Error) => void>();
    const done: Promise<string>[] = [];
    const begin = (key: string, name: string) => {
      const work = () =>
        new Promise<string>((resolve, reject) => {
          begun.push(name);
          ends.set(name, (error) => (error ? reject(error) : resolve(name)));
        });
      const result = share(key, work, async () => `no room for ${name}`);
      done.push(result);
      return result;
    };
    const end = async (name: string, error?: Error) => {
      ends.get(name)?.(error);
      await new Promise(setImmediate);
    };
    return { begin, end, begun };
  }

  it('lets so many be worked on at once, and the others after them in the order they came', async () => {
    const { begin, end, begun } = piecework({ atOnce: 2, waiting: 10 });
    for (const name of ['a', 'b', 'c', 'd']) void begin('contoso', name);
    expect(begun).toEqual(['a', 'b']);
    await end('b');
    expect(begun).toEqual(['a', 'b', 'c']);
    await end('a');
    await end('c');
    expect(begun).toEqual(['a', 'b', 'c', 'd']);
  });

  it('holds up nothing of another key', async () => {
    const { begin, begun } = piecework({ atOnce: 1, waiting: 10 });
    for (const name of ['a', 'b', 'c']) void begin('contoso', name);
    void begin('fabrikam', 'theirs');
    expect(begun).toEqual(['a', 'theirs']);
  });

  it('turns away what finds the line full, and takes more once there is room', async () => {
    const { begin, end } = piecework({ atOnce: 1, waiting: 1 });
    void begin('contoso', 'a');
    const b = begin('contoso', 'b');
    expect(await begin('contoso', 'c')).toBe('no room for c');
    await end('a');
    void begin('contoso', 'd');
    expect(await begin('contoso', 'e')).toBe('no room for e');
    await end('b');
    expect(await b).toBe('b');
  });

  it('goes on after work that failed, and tells whoever asked for it', async () => {
    const { begin, end, begun } = piecework({ atOnce: 1, waiting: 1 });
    const a = begin('contoso', 'a');
    void begin('contoso', 'b');
    const failed = expect(a).rejects.toThrow('lost');
    await end('a', new Error('lost'));
    await failed;
    expect(begun).toEqual(['a', 'b']);
    await end('b');
    void begin('contoso', 'c');
    expect(begun).toEqual(['a', 'b', 'c']);
  });
});
