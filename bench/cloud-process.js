/** The practice cloud in a process of its own, so that it takes no time of what is measured; ends with its parent. */
import { startSandbox } from '../dist/sandbox/server.js';

const { url } = await startSandbox({ port: 0 });
process.on('disconnect', () => process.exit(0));
process.send({ url });
