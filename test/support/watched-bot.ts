import type { App } from '../../src/app.js';
import { start } from '../../src/app.js';
import type { Config } from '../../src/config/config.js';
import { createLog } from '../../src/log.js';
import { metricsOf, toldBy } from './nothing-told.js';

/** Starts a bot, and looks when it is stopped whether it told its log or its metrics what it may not. */
export async function startWatched(config: Config): Promise<App> {
  const told = toldBy();
  const app = await start(config, createLog({ level: 'debug', destination: told }));
  return {
    ...app,
    async stop() {
      told.add(await metricsOf(app.adminUrl));
      await app.stop();
      told.check();
    },
  };
}
