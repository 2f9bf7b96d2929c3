import { describe, expect, it } from '@jest/globals';
import { memoryPaces } from '../../src/storage/paces.js';

describe('how fast a person takes turns, in the memory of one process', () => {
  const limit = { turns: 2, windowMs: 1_000 };

  it('is told once when it is too fast, until they slow down', () => {
    let now = 0;
    const paces = memoryPaces({ now: () => now });
    const take = () => paces.take('turns', 'alex', limit);
    expect([take(), take(), take(), take()]).toEqual(['fine', 'fine', 'over', 'stillOver']);
    now = 1_001;
    expect(take()).toBe('fine');
  });

  it('is forgotten when the clock is set back', () => {
    let now = 86_400_000;
    const paces = memoryPaces({ now: () => now });
    for (let n = 0; n < 3; n += 1) paces.take('turns', 'alex', limit);
    now = 0;
    expect(paces.take('turns', 'alex', limit)).toBe('fine');
  });

  it('is each person’s own, and each thing’s', () => {
    const paces = memoryPaces({ now: () => 0 });
    for (let n = 0; n < 3; n += 1) paces.take('turns', 'alex', limit);
    expect(paces.take('turns', 'megan', limit)).toBe('fine');
    expect(paces.take('welcomes', 'alex', limit)).toBe('fine');
    expect(paces.take('turns', 'alex', limit)).toBe('stillOver');
  });
});
