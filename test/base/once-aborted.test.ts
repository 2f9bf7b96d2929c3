import { expect, it } from '@jest/globals';
import { onceAborted } from '../../src/base/once-aborted.js';

it('calls each who waits once, in order, whoever waits twice twice', () => {
  const { signal, ...controller } = aborting();
  const called: string[] = [];
  const first = () => void called.push('first');
  for (const end of [first, () => void called.push('second'), first]) onceAborted(signal, end);
  expect(called).toEqual([]);
  controller.abort();
  controller.abort();
  expect(called).toEqual(['first', 'second', 'first']);
});

it('calls nobody whose wait was ended, before or by another who was called', () => {
  const { signal, ...controller } = aborting();
  const called: string[] = [];
  const leave = onceAborted(signal, () => void called.push('left'));
  onceAborted(signal, () => {
    called.push('stays');
    leaveLate();
  });
  const leaveLate = onceAborted(signal, () => void called.push('left late'));
  leave();
  controller.abort();
  leave();
  expect(called).toEqual(['stays']);
});

it('calls at once where the signal has aborted, also out of a call, and never where there is none', () => {
  const { signal, ...controller } = aborting();
  const called: string[] = [];
  onceAborted(signal, () => void onceAborted(signal, () => void called.push('inner')));
  controller.abort();
  onceAborted(signal, () => void called.push('late'));
  onceAborted(undefined, () => void called.push('none'))();
  expect(called).toEqual(['inner', 'late']);
});

it('has one listener at a signal, however many wait', () => {
  const { signal, abort, listeners } = aborting();
  let ended = 0;
  const leaves = Array.from({ length: 1_000 }, () =>
    onceAborted(signal, () => {
      ended += 1;
    }),
  );
  expect(listeners()).toBe(1);
  for (const leave of leaves.slice(0, 999)) leave();
  expect(listeners()).toBe(1);
  abort();
  expect(ended).toBe(1);
});

it('leaves no listener at a signal that nobody waits for, and listens anew for whoever comes then', () => {
  const { signal, abort, listeners } = aborting();
  const called: string[] = [];
  const leaves = ['a', 'b'].map((name) => onceAborted(signal, () => void called.push(name)));
  for (const leave of [...leaves, ...leaves]) leave();
  expect(listeners()).toBe(0);
  onceAborted(signal, () => void called.push('c'));
  for (const leave of leaves) leave();
  expect(listeners()).toBe(1);
  abort();
  expect(called).toEqual(['c']);
});

/** A signal that counts its listeners. */
function aborting() {
  const controller = new AbortController();
  const { signal } = controller;
  let count = 0;
  const [add, remove] = [signal.addEventListener.bind(signal), signal.removeEventListener.bind(signal)];
  signal.addEventListener = (...how: Parameters<typeof add>) => {
    count += 1;
    add(...how);
  };
  signal.removeEventListener = (...how: Parameters<typeof remove>) => {
    count -= 1;
    remove(...how);
  };
  return { signal, abort: () => controller.abort(), listeners: () => count };
}
