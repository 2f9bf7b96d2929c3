import { relative, resolve } from 'node:path';
import type { Environment, Name } from './environment.js';

/** The keys of the operator: one that is used now, and the one before it while documents are re-encrypted. */

/** What is wrong with the keys: told twice, kept with what they open, or nothing new. */
export function* secretProblems(env: Environment): Generator<[Name, string]> {
  for (const name of ['SECRET_KEY', 'SECRET_KEY_FORMER'] as const) {
    const file = `${name}_PATH` as const;
    if (env[name] && env[file]) yield [name, `and ${file} are both set: keep one`];
    const path = env[file]?.path;
    if (path && isWithin(path, env.DATA_DIR ?? './data')) {
      yield [file, 'is inside DATA_DIR: a key that lies with what it opens protects nothing'];
    }
  }
  const { secretKey, formerKey } = keysOf(env);
  if (formerKey && formerKey === secretKey) yield ['SECRET_KEY_FORMER', 'is the same as SECRET_KEY: leave it empty'];
}

/** The keys, wherever they were told. */
export function keysOf(env: Environment): { secretKey: string | undefined; formerKey: string | undefined } {
  return {
    secretKey: env.SECRET_KEY ?? env.SECRET_KEY_PATH?.key,
    formerKey: env.SECRET_KEY_FORMER ?? env.SECRET_KEY_FORMER_PATH?.key,
  };
}

/** What is wrong with the key of the language model: told twice, missing, or for no model. */
export function* modelProblems(env: Environment): Generator<[Name, string]> {
  const { ANSWERS_MODEL: model, ANSWERS_MODEL_KEY: key, ANSWERS_MODEL_KEY_PATH: file } = env;
  if (key && file) yield ['ANSWERS_MODEL_KEY', 'and ANSWERS_MODEL_KEY_PATH are both set: keep one'];
  if (model && !key && !file) yield ['ANSWERS_MODEL_KEY', 'is missing: ANSWERS_MODEL is asked with it'];
  if (!model && key) yield ['ANSWERS_MODEL_KEY', 'is set without ANSWERS_MODEL, which it is for'];
  if (!model && file) yield ['ANSWERS_MODEL_KEY_PATH', 'is set without ANSWERS_MODEL, which it is for'];
  if (file && file.key === '') yield ['ANSWERS_MODEL_KEY_PATH', `holds no key: ${file.path}`];
}

/** The language model that is asked, where there is one. */
export function modelOf(env: Environment): { address: string; key: string } | undefined {
  const key = env.ANSWERS_MODEL_KEY ?? env.ANSWERS_MODEL_KEY_PATH?.key;
  return env.ANSWERS_MODEL && key ? { address: env.ANSWERS_MODEL, key } : undefined;
}

function isWithin(path: string, folder: string): boolean {
  const way = relative(resolve(folder), resolve(path));
  return way !== '' && way !== '..' && !/^\.\.[/\\]/.test(way);
}
