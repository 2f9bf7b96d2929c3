import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { projectFolder } from '../base/project-folder.js';
import type { LanguageWords } from './language-words.js';
import type { SearchIndex } from './search-index.js';

/**
 * What was read and learned when the program was built, so that no question waits for it: a file for each language, named
 * after all that it was made from, and thus never of another knowledge than the one there is.
 */
export type Learned = {
  /** @returns undefined where it has to be made now */
  index(from: string): SearchIndex | undefined;
  /** Called with what had to be. */
  keep?(from: string, index: SearchIndex): void;
};

const ownFolder = join(projectFolder, 'dist', 'learned');

/** What lies in a folder; where there is none, as beside sources that were never built, nothing does. */
export function learnedIn(folder = ownFolder): Learned {
  return {
    index(from) {
      try {
        return deserialize(readFileSync(join(folder, from)));
      } catch {
        // Not built, not for this knowledge, cut off, or written by a newer Node: it is made instead.
        return undefined;
      }
    },
  };
}

/** Keeps in the folder what is used through it, and nothing else. */
export function learningInto(folder = ownFolder): Learned & { tidy(): void } {
  const inUse = new Set<string>();
  const there = learnedIn(folder);
  return {
    index(from) {
      inUse.add(from);
      return there.index(from);
    },
    keep(from, index) {
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, `${from}.new`), serialize(index));
      renameSync(join(folder, `${from}.new`), join(folder, from));
    },
    tidy() {
      for (const name of readdirSync(folder)) if (!inUse.has(name)) rmSync(join(folder, name));
    },
  };
}

/**
 * What stands in every file that has a part in what is made, in short: another where one of them is another.
 * @param folders where they lie: the words of the languages, the sources of what reads them, and the entries
 */
export function contentsOf(folders: readonly string[]): string {
  const hash = createHash('sha256');
  for (const folder of folders)
    for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort())
      if (/\.(json|ts)$/.test(name)) hash.update(`\n${name}\n`).update(readFileSync(join(folder, name)));
  return hash.digest('hex');
}

/** Names what is made for a language after all that it is made from. */
export function nameOf(contents: string, { language, stemmerFile }: Pick<LanguageWords, From>): string {
  return createHash('sha256').update(language).update(readFileSync(stemmerFile)).update(contents).digest('hex');
}

type From = 'language' | 'stemmerFile';
