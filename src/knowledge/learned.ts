import { createHash, type Hash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder } from '../base/project-folder.js';
import type { Feature } from './features.js';

/**
 * What was learned when the program was built, so that no question waits for it: one file for all that it was learned from,
 * named after that, and thus never of another knowledge than the one there is.
 */
export type Learned = {
  /** @returns undefined where it has to be learned now */
  weights(from: string, size: number): Float32Array | undefined;
  /** Called with what had to be. */
  keep?(from: string, weights: Float32Array): void;
};

const ownFolder = join(projectFolder, 'dist', 'learned');

/** What lies in a folder; where there is none, as beside sources that were never built, nothing does. */
export function learnedIn(folder = ownFolder): Learned {
  return {
    weights(from, size) {
      const bytes = readIfThere(join(folder, from));
      if (bytes?.length !== size * Float32Array.BYTES_PER_ELEMENT) return undefined;
      return new Float32Array(bytes.buffer, bytes.byteOffset, size);
    },
  };
}

/** Keeps in the folder what is learned through it, and nothing else. */
export function learningInto(folder = ownFolder): Learned & { tidy(): void } {
  const inUse = new Set<string>();
  const there = learnedIn(folder);
  return {
    weights(from, size) {
      inUse.add(from);
      return there.weights(from, size);
    },
    keep(from, weights) {
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, from), new Uint8Array(weights.buffer, weights.byteOffset, weights.byteLength));
    },
    tidy() {
      for (const name of readdirSync(folder)) if (!inUse.has(name)) rmSync(join(folder, name));
    },
  };
}

/** Names what is learned from: every feature of every wording, in their order, and how it is learned. */
export function nameOf(groups: readonly (readonly (readonly Feature[])[])[], how: readonly number[]): string {
  const hash = createHash('sha256').update(JSON.stringify(how));
  for (const wordings of groups) {
    hash.update('\n\n');
    for (const wording of wordings) tell(hash, wording);
  }
  return hash.digest('hex');
}

function tell(hash: Hash, wording: readonly Feature[]): void {
  let text = '\n';
  for (const { name, weight } of wording) text += `${name} ${weight}\n`;
  hash.update(text);
}

/** A copy of its own, so that numbers lie where numbers may. */
function readIfThere(file: string): Uint8Array | undefined {
  try {
    return new Uint8Array(readFileSync(file));
  } catch {
    // Not built, or not for this knowledge: it is learned instead.
    return undefined;
  }
}
