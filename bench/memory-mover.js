/** Moves so many people of a tenant in a process of its own, and tells the most memory it ever took. */
// The bot's own modules too, so that memory is compared with what the bot takes at rest.
import '../dist/app.js';
import { createMover, unlimited } from './mover.js';

const [url, tenantId, people] = process.argv.slice(2);
const mover = await createMover(url, unlimited);
await mover.moveAll(tenantId, Number(people));
mover.close();
process.send({ peakMb: process.resourceUsage().maxRSS / 1024 });
process.disconnect();
