/** The bot in a process of its own, by what its environment is to say; whatever is sent to it is answered with its use. */
import { start } from '../dist/app.js';
import { readConfig } from '../dist/config/config.js';
import { createLog } from '../dist/log.js';

const read = readConfig({ CLOUD: 'sandbox', PORT: '0', SANDBOX_PORT: '0', ...JSON.parse(process.argv[2]) });
const app = await start(read.config, createLog({ level: 'silent' }));
process.on('message', () => {
  globalThis.gc?.();
  process.send({ cpu: process.cpuUsage(), rss: process.memoryUsage().rss });
});
process.on('disconnect', () => process.exit(0));
process.send({ url: app.url });
