import { type App, start } from './app.js';
import { loadWhole } from './base/load-whole.js';
import { type Config, formatProblems, readConfig } from './config/config.js';
import { loadEnvFile } from './config/env-file.js';
import { createLog } from './log.js';
import { codeOf, StoreRefused } from './storage/failures.js';

/** Exit code of a start that the configuration does not allow (sysexits EX_CONFIG). */
const badConfiguration = 78;
const stopWithinMs = 10_000;

/**
 * The whole life of the process: reads the environment, starts, and stops on SIGTERM or SIGINT with exit code 0.
 * @param options `beside` starts something next to the bot and resolves with how to stop it.
 */
export async function runUntilStopped({ beside }: { beside?: (app: App) => Promise<() => void> } = {}): Promise<void> {
  loadEnvFile(process.env);
  const read = readConfig(process.env);
  if (!read.ok) {
    console.error(formatProblems(read.problems));
    process.exit(badConfiguration);
  }
  const log = createLog({ level: read.config.logLevel });
  try {
    const app = await start(read.config, log);
    setImmediate(loadForFirstCard);
    const stopBeside = await beside?.(app);
    const stop = async (signal: string) => {
      log.info({ signal }, 'stopping');
      setTimeout(() => process.exit(1), stopWithinMs).unref();
      stopBeside?.();
      await app.stop();
      process.exit(0);
    };
    process.once('SIGTERM', stop);
    process.once('SIGINT', stop);
  } catch (error) {
    if (error instanceof StoreRefused) {
      console.error(error.message);
      process.exit(badConfiguration);
    }
    log.fatal({ err: error }, error instanceof Error ? error.message : 'could not start');
    console.error(portTaken(error, read.config) ?? (error instanceof Error ? error.message : String(error)));
    process.exit(1);
  }
}

/** What the first card needs, while nobody waits for one yet. */
function loadForFirstCard(): void {
  try {
    loadWhole('adaptivecards-templating');
  } catch {
    // What cannot be read now is read then.
  }
}

/** What to do about a port that another program has; undefined for any other error. The admin server tells its own. */
function portTaken(error: unknown, { sandbox }: Config): string | undefined {
  if (codeOf(error) !== 'EADDRINUSE') return undefined;
  const { port } = error as { port?: number };
  const name = port === sandbox.port ? 'SANDBOX_PORT' : 'PORT';
  return `port ${port} is taken by another program: stop that, or set ${name} to a free port`;
}
