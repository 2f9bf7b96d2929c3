import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { codeOf } from '../storage/failures.js';

/** Adds what a file such as `.env` says to the environment; what is set already wins, and a missing file is fine. */
export function loadEnvFile(env: NodeJS.ProcessEnv, file = '.env'): void {
  try {
    const said = parseEnv(readFileSync(file, 'utf8'));
    for (const [name, value] of Object.entries(said)) env[name] ??= value;
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
  }
}
