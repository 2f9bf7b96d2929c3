import { beforeEach, describe, expect, it } from '@jest/globals';
import { Breakers } from '../../src/base/breaker.js';

const limits = { failures: 3, pauses: { firstMs: 1_000, longestMs: 4_000 } };
const day = 86_400_000;
type Outcome = { ok: boolean };

describe('a circuit', () => {
  let now: number;
  let asked: string[];
  let breakers: Breakers;
  beforeEach(() => {
    now = 10 * day;
    asked = [];
    breakers = new Breakers(limits, () => now);
  });
  const ask = (key: string, outcome: Outcome | Promise<Outcome>) =>
    breakers.through(
      key,
      async () => {
        asked.push(key);
        return outcome;
      },
      ({ ok }) => !ok,
    );
  const fail = async (key: string, times: number) => {
    for (let n = 0; n < times; n += 1) await ask(key, { ok: false });
  };

  it('lets everything through while it works', async () => {
    await fail('contoso', 2);
    expect(await ask('contoso', { ok: true })).toEqual({ ok: true });
    await fail('contoso', 2);
    expect(await ask('contoso', { ok: true })).toEqual({ ok: true });
  });

  it('is broken after so many failures in a row, and lets nothing through; that of another is not', async () => {
    await fail('contoso', 3);
    expect(await ask('contoso', { ok: true })).toBeUndefined();
    expect(await ask('fabrikam', { ok: true })).toEqual({ ok: true });
    expect(asked).toEqual(['contoso', 'contoso', 'contoso', 'fabrikam']);
  });

  it('lets one through after a pause, which doubles while that fails, up to the longest', async () => {
    await fail('contoso', 3);
    for (const pause of [1_000, 2_000, 4_000, 4_000]) {
      now += pause - 1;
      expect(await ask('contoso', { ok: true })).toBeUndefined();
      now += 1;
      expect(await ask('contoso', { ok: false })).toEqual({ ok: false });
    }
    now += 4_000;
    expect(await ask('contoso', { ok: true })).toEqual({ ok: true });
    await fail('contoso', 2);
    expect(await ask('contoso', { ok: true })).toEqual({ ok: true });
  });

  it('lets the others wait for the one that is tried, and go on as it went', async () => {
    for (const ok of [true, false]) {
      const key = `tenant ${ok}`;
      await fail(key, 3);
      now += 1_000;
      let answer = (_: Outcome) => {};
      const first = ask(key, new Promise<Outcome>((resolve) => (answer = resolve)));
      const others = [ask(key, { ok: true }), ask(key, { ok: true })];
      await new Promise(setImmediate);
      expect(asked.filter((one) => one === key)).toHaveLength(4);
      answer({ ok });
      expect(await first).toEqual({ ok });
      expect(await Promise.all(others)).toEqual(ok ? [{ ok }, { ok }] : [undefined, undefined]);
    }
  });

  it('is not held broken by one that ends in an error of our own', async () => {
    await fail('contoso', 3);
    now += 1_000;
    const defect = breakers.through('contoso', () => Promise.reject(new Error('a defect')), Boolean);
    await expect(defect).rejects.toThrow('a defect');
    expect(await ask('contoso', { ok: true })).toEqual({ ok: true });
  });

  it('is broken once by what failed together', async () => {
    await Promise.all(Array.from({ length: 20 }, () => ask('contoso', { ok: false })));
    now += 999;
    expect(await ask('contoso', { ok: true })).toBeUndefined();
    now += 1;
    expect(await ask('contoso', { ok: true })).toEqual({ ok: true });
  });

  it('is broken for no longer when the clock is set back', async () => {
    await fail('contoso', 3);
    now -= 3 * day;
    expect(await ask('contoso', { ok: true })).toEqual({ ok: true });
  });
});
