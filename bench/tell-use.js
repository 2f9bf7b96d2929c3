/** Loaded before the program: tells whoever started it how much of the processor it has used, when asked. */
process.on('message', () => process.send({ cpu: process.cpuUsage() }));
process.channel.unref();
