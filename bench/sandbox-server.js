/** Microsoft's cloud as the sandbox plays it, in a process of its own: its work is not the bot's. */
import { startSandbox } from '../dist/sandbox/server.js';

const { url } = await startSandbox({ port: 0 });
process.on('disconnect', () => process.exit(0));
process.send({ url });
