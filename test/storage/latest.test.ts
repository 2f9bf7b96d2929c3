import { describe, expect, it } from '@jest/globals';
import { LatestDocuments } from '../../src/storage/latest.js';

const first = { version: 1, value: {} };

describe('the latest versions of documents', () => {
  it('lose the one that nobody asked for the longest, as soon as there is no room for all', () => {
    const latest = new LatestDocuments(100);
    for (const place of ['a', 'b', 'c']) latest.set(place, first, 30);
    latest.get('a');
    latest.set('d', first, 30);
    expect(['a', 'b', 'c', 'd'].filter((place) => latest.get(place))).toEqual(['a', 'c', 'd']);
  });

  it('lose as many as it takes, and do not keep what is larger than the room', () => {
    const latest = new LatestDocuments(100);
    for (const place of ['a', 'b', 'c']) latest.set(place, first, 30);
    latest.set('d', first, 60);
    expect(['a', 'b', 'c', 'd'].filter((place) => latest.get(place))).toEqual(['c', 'd']);
    latest.set('e', first, 101);
    expect(latest.get('e')).toBeUndefined();
    latest.set('f', first, 100);
    expect(latest.get('f')).toBe(first);
  });

  it('do not lose any for what is only read through', () => {
    const latest = new LatestDocuments(100);
    latest.set('a', first, 60);
    latest.setIfRoom('b', first, 50);
    expect(['a', 'b'].filter((place) => latest.get(place))).toEqual(['a']);
  });

  it('have one version of each, counted once', () => {
    const latest = new LatestDocuments(100);
    for (let version = 1; version < 9; version += 1) latest.set('a', { version, value: {} }, 40);
    latest.set('b', first, 50);
    latest.delete('a');
    latest.set('c', first, 50);
    expect(['a', 'b', 'c'].filter((place) => latest.get(place))).toEqual(['b', 'c']);
  });
});
