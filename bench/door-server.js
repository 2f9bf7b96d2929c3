/** The bot with tokens asked for, in a process of its own whose processor time can be asked for. */
import { start } from '../dist/app.js';
import { readConfig } from '../dist/config/config.js';
import { createLog } from '../dist/log.js';

const [dataDir, issuer, appId, lookedAt] = process.argv.slice(2);
const read = readConfig({
  CLOUD: 'sandbox',
  PORT: '0',
  SANDBOX_PORT: '0',
  DATA_DIR: dataDir,
  MicrosoftAppId: appId,
  BOT_TOKEN_ISSUER: issuer,
  BOT_OPENID_METADATA: `${issuer}/metadata`,
});
// Where it is measured what a refused token costs, each is looked at, and not as many as are usual.
const limits = lookedAt === 'every stranger' ? { strangers: { most: 1e9, perSecond: 1e9 } } : {};
const app = await start({ ...read.config, limits }, createLog({ level: 'silent' }));
process.on('message', () => process.send({ cpu: process.cpuUsage() }));
process.on('disconnect', () => process.exit(0));
process.send({ url: app.url, sandbox: app.sandboxUrl });
