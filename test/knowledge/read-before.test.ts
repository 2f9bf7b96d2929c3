import { expect, it } from '@jest/globals';
import { readBefore } from '../../src/knowledge-of.js';

/** The knowledge is made ready before the first question, while nobody waits for anything else. */

function reading({ fails }: { fails?: Error } = {}) {
  const done: string[] = [];
  const stop = new AbortController();
  const waits: { ms: number; end: () => void }[] = [];
  const sleep = (ms: number) => new Promise<void>((resolve) => waits.push({ ms, end: resolve }));
  const read = () => {
    if (fails) throw fails;
    done.push('read');
    return {
      *preparing() {
        for (const piece of ['first', 'second']) {
          done.push(piece);
          yield;
        }
      },
    };
  };
  const warned: unknown[] = [];
  const log = { warn: (details: object) => void warned.push(details) };
  const over = readBefore(read as never, { time: { sleep }, log: log as never, stop: stop.signal });
  /** Ends the wait that is under way, and lets what follows it be done. */
  const pass = async () => {
    waits.at(-1)?.end();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { done, stop, waits, over, pass, warned };
}

it('is read some seconds after the start, a piece at a time', async () => {
  const { done, waits, over, pass } = reading();
  expect(done).toEqual([]);
  await pass();
  expect(done).toEqual(['read', 'first']);
  await pass();
  expect(done).toEqual(['read', 'first', 'second']);
  await pass();
  await over;
  expect(waits.map(({ ms }) => ms)).toEqual([2_000, 20, 20]);
});

it('is left alone once the bot stops, before it and in the middle of it', async () => {
  const early = reading();
  early.stop.abort();
  await early.pass();
  expect(early.done).toEqual([]);
  await early.over;
  const midway = reading();
  await midway.pass();
  midway.stop.abort();
  await midway.pass();
  expect(midway.done).toEqual(['read', 'first']);
  await midway.over;
});

it('is read when it is asked for where the disk cannot give it now, and a defect in it ends the program', async () => {
  const full = reading({ fails: Object.assign(new Error('too many open files'), { code: 'EMFILE' }) });
  await full.pass();
  await full.over;
  expect(full.warned).toHaveLength(1);
  const defect = reading({ fails: new Error('tea.json: answer.sv') });
  const ended = expect(defect.over).rejects.toThrow('tea.json');
  await defect.pass();
  await ended;
});
