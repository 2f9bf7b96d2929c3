import { createRequire } from 'node:module';

const load = createRequire(import.meta.url);

/**
 * A package that is loaded when it is needed, and not at a start. Where that fails, for want of file descriptors say,
 * nothing of it stays: of packages whose modules load one another, those that were loaded would go on with halves of the
 * others for as long as the process lives. An import that failed once fails for as long, so it is none.
 * @param name of the package, or the path of a module of this kind (CommonJS)
 * @throws whatever loading it throws; it may be tried again
 */
export function loadWhole<Loaded>(name: string): Loaded {
  const before = new Set(Object.keys(load.cache));
  try {
    return load(name) as Loaded;
  } catch (error) {
    for (const path of Object.keys(load.cache)) if (!before.has(path)) delete load.cache[path];
    throw error;
  }
}
