/** A start as `npm run serve` makes it, in a process of its own: how long it took, and how much of the processor. */
const [env] = process.argv.slice(2);
const began = performance.now();
const before = process.cpuUsage();
const { start } = await import('../dist/app.js');
const { readConfig } = await import('../dist/config/config.js');
const { createLog } = await import('../dist/log.js');
const read = readConfig({ PORT: '0', ...JSON.parse(env) });
if (!read.ok) throw new Error(JSON.stringify(read.problems));
await start(read.config, createLog({ level: 'silent' }));
const { user, system } = process.cpuUsage(before);
process.send({ readyMs: performance.now() - began, cpuMs: (user + system) / 1_000 });
process.on('disconnect', () => process.exit(0));
