import { afterEach, expect, it } from '@jest/globals';
import { listItems } from '../../../src/microsoft/graph/listing.js';
import { noLog } from '../../../src/microsoft/log.js';

let timer: NodeJS.Immediate | undefined;
afterEach(() => clearImmediate(timer));

it('is given in parts, and others have their turn in between', async () => {
  let turns = 0;
  const tick = () => {
    turns += 1;
    timer = setImmediate(tick);
  };
  tick();
  const value = Array.from({ length: 250 }, (_, n) => ({ id: `person ${n}` }));
  const readItem = (raw: unknown) => (raw as { id: string }).id;
  const list = { first: '/users', readPage: async () => ({ value }), readItem, id: 'id', doing: 'reading', log: noLog };
  const seen: { people: number; turns: number }[] = [];
  for await (const part of listItems(list)) seen.push({ people: part.length, turns });
  expect(seen.map(({ people }) => people)).toEqual([100, 100, 50]);
  expect(new Set(seen.map((part) => part.turns)).size).toBe(3);
});
