import { spool } from '../../base/spool.js';
import type { ReportedPerson } from './outcome.js';

type Page = readonly ReportedPerson[];

/** Pages of people, read once and kept on disk: reading them again asks nobody. */
export type KeptPages = {
  all(): AsyncIterable<Page>;
  close(): Promise<void>;
};

/** Reads all pages and keeps them in a file without a name: of it nothing is left once the process has ended. */
export async function keepPages(pages: AsyncIterable<Page>): Promise<KeptPages> {
  const ends: number[] = [];
  const file = await spool(written(pages, ends));
  return {
    async *all() {
      for (const [page, end] of ends.entries()) {
        const bytes = await file.read(ends[page - 1] ?? 0, end);
        yield JSON.parse(Buffer.from(bytes).toString('utf8')) as Page;
      }
    },
    close: () => file.close(),
  };
}

/** @param ends gets the place where each page ends, in bytes */
async function* written(pages: AsyncIterable<Page>, ends: number[]): AsyncIterable<string> {
  let end = 0;
  for await (const page of pages) {
    const text = JSON.stringify(page);
    end += Buffer.byteLength(text);
    ends.push(end);
    yield text;
  }
}
