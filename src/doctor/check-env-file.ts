import { readFile, stat } from 'node:fs/promises';
import { parseEnv } from 'node:util';
import { codeOf } from '../storage/failures.js';
import { type Finding, ok, warning } from './finding.js';

/** Names of the environment whose values open something. */
const secrets = [
  'MicrosoftAppPassword',
  'GRAPH_CLIENT_SECRET',
  'SECRET_KEY',
  'SECRET_KEY_FORMER',
  'DATABASE_URL',
  'ANSWERS_MODEL_KEY',
];

/**
 * Whether others on this machine may read the secrets in a file such as `.env`.
 * @returns nothing where there is no such file
 */
export async function checkEnvFile(file: string): Promise<Finding[]> {
  const id = 'env-file';
  try {
    const [{ mode }, said] = await Promise.all([stat(file), readFile(file, 'utf8').then(parseEnv)]);
    if ((mode & 0o077) === 0) return [ok(id, `${file} is for its owner alone`)];
    const told = secrets.filter((name) => said[name]);
    if (told.length === 0) return [ok(id, `${file} has no secret in it`)];
    return [warning(id, `others on this machine may read ${told.join(', ')} in ${file}`, `Run chmod 600 ${file}.`)];
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return [];
    throw error;
  }
}
