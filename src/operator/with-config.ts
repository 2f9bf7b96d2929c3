import { type Config, formatProblems, readConfig } from '../config/config.js';
import { loadEnvFile } from '../config/env-file.js';
import { createLog, type Log } from '../log.js';
import { StoreRefused } from '../storage/failures.js';

/** Exit code of a start that the configuration does not allow (sysexits EX_CONFIG). */
const badConfiguration = 78;

/**
 * Does what an operator asks for from the command line, with the configuration of the environment.
 * @param work resolves with the exit code; its log goes to standard error, since standard output is for what was asked for
 * @returns the exit code; what went wrong was said on standard error
 */
export async function withConfig(work: (config: Config, log: Log) => Promise<number>): Promise<number> {
  loadEnvFile(process.env);
  const read = readConfig(process.env);
  if (!read.ok) {
    console.error(formatProblems(read.problems));
    return badConfiguration;
  }
  const destination = { write: (line: string) => void process.stderr.write(line) };
  try {
    return await work(read.config, createLog({ level: read.config.logLevel, destination }));
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return error instanceof StoreRefused ? badConfiguration : 1;
  }
}
