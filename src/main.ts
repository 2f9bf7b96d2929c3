import { runUntilStopped } from './run-until-stopped.js';

/** `npm run serve`: the bot alone, as production runs it. */

await runUntilStopped();
