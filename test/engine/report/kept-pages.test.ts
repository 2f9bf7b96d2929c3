import { expect, it } from '@jest/globals';
import { type KeptPages, keepPages } from '../../../src/engine/report/kept-pages.js';
import type { ReportedPerson } from '../../../src/engine/report/outcome.js';

async function* pages() {
  for (const names of [['Adele', 'Žofie'], [], ['Megan']]) yield names.map((name) => ({ name }) as ReportedPerson);
}
async function namesIn(kept: KeptPages): Promise<string[][]> {
  const found: string[][] = [];
  for await (const page of kept.all()) found.push(page.map(({ name }) => name));
  return found;
}

it('pages of people are read again as they were, and by nobody any more once they are let go of', async () => {
  const kept = await keepPages(pages());
  for (let times = 0; times < 2; times += 1) expect(await namesIn(kept)).toEqual([['Adele', 'Žofie'], [], ['Megan']]);
  await kept.close();
  await expect(namesIn(kept)).rejects.toThrow();
});
