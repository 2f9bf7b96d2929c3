import { createServer } from 'node:http';
import { join } from 'node:path';
import { ActivityHandler, CloudAdapter, ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import restify from 'restify';
import { start } from '../dist/app.js';
import { readConfig } from '../dist/config/config.js';
import { createLog } from '../dist/log.js';
import { perSecond, row } from './measure.js';

/** A whole turn over HTTP: a written `help` answered with a card, against an echo as the Bot Framework's sample is. */
export async function turns(folder) {
  const connector = await listening(
    createServer((request, response) => {
      request.resume().on('end', () => {
        response.writeHead(201, { 'content-type': 'application/json' });
        response.end('{"id":"1"}');
      });
    }),
  );
  const echo = restify.createServer();
  echo.use(restify.plugins.bodyParser());
  const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication({}));
  const bot = new ActivityHandler();
  bot.onMessage((context) => context.sendActivity(`echo ${context.activity.text}`));
  echo.post('/api/messages', async (request, response) =>
    adapter.process(request, response, (context) => bot.run(context)),
  );
  const echoUrl = await listening(echo);

  const read = readConfig({ CLOUD: 'sandbox', PORT: '0', SANDBOX_PORT: '0', DATA_DIR: join(folder, 'turns') });
  const app = await start(read.config, createLog({ level: 'silent' }));
  const say = (url, text) => async (n) => {
    // Each from somebody else: one person's pace is limited.
    const id = `person-${n}`;
    const response = await fetch(`${url}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        type: 'message',
        id: `${n}`,
        text,
        channelId: 'msteams',
        serviceUrl: connector,
        from: { id, name: 'Kim', aadObjectId: id },
        recipient: { id: 'bot' },
        conversation: { id: `a:${n % 50}`, conversationType: 'personal', tenantId: 'bench' },
        channelData: { tenant: { id: 'bench' } },
      }),
    });
    await response.arrayBuffer();
    if (response.status !== 200) throw new Error(`${response.status}`);
  };
  const load = { atOnce: 8, warmUp: 50 };
  const theirs = await perSecond(say(echoUrl, 'hello'), load);
  const ours = await perSecond(say(app.url, 'help'), load);
  await app.stop();
  return [row('turn: help, new people', 'turns/s', ours, 'plain echo', theirs)];
}

function listening(server) {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${server.address().port}`));
  });
}
