/** The bot in a process of its own, by what its environment is to say; asked for it, it tells its use or stops. */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { start } from '../dist/app.js';
import { readConfig } from '../dist/config/config.js';
import { createLog } from '../dist/log.js';

const read = readConfig({ CLOUD: 'sandbox', PORT: '0', SANDBOX_PORT: '0', ...JSON.parse(process.argv[2]) });
const began = performance.now();
const app = await start(read.config, createLog({ level: 'silent' }));
const startMs = performance.now() - began;
const delay = monitorEventLoopDelay({ resolution: 1 });
process.on('message', async (what) => {
  if (what === 'stop') {
    await app.stop();
    process.exit(0);
  }
  if (what === 'watch delay') {
    delay.enable();
    delay.reset();
    return process.send({});
  }
  // Before the garbage is collected, which stops it for longer than it would stop by itself.
  const delayMs = delay.percentile(99) / 1e6;
  if (what === 'use') globalThis.gc?.();
  const { rss, heapUsed } = process.memoryUsage();
  process.send({ cpu: process.cpuUsage(), rss, heapUsed, delayMs });
});
process.on('disconnect', () => process.exit(0));
process.send({ url: app.url, startMs });
