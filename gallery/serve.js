// `npm run gallery [-- --port 3979]`: one page with every card in every state, for whoever changes how cards look.
import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { createGalleryServer } from './server.js';
import { createShelf } from './shelf.js';
import { watchSources } from './watch.js';

const host = '127.0.0.1';

function readPort() {
  const { values } = parseArgs({ options: { port: { type: 'string', default: '3979' } } });
  const port = Number(values.port);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new Error(`--port ${values.port} is not a port: give a number from 0 to 65535`);
}

/** @returns the port that is really listened on */
async function listen(server, port) {
  server.listen(port, host);
  await once(server, 'listening');
  return server.address().port;
}

try {
  const port = readPort();
  const shelf = createShelf();
  const server = createGalleryServer(shelf);
  const stopWatching = watchSources((change) => shelf.refill(change));
  process.once('exit', stopWatching);
  const listeningOn = await listen(server, port);
  console.warn('The cards are being drawn, which takes half a minute.');
  await shelf.refill({ code: true });
  console.log(
    `Every card is at http://${host}:${listeningOn} and drawn anew when a template, a text or its code changes.`,
  );
} catch (error) {
  const taken = error.code === 'EADDRINUSE' ? `: choose another with npm run gallery -- --port <number>` : '';
  console.error(`${error.message}${taken}`);
  process.exit(1);
}
