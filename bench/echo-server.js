/** The bare echo of the Microsoft 365 Agents SDK, as its samples are, in a process of its own. */
import { ActivityHandler } from '@microsoft/agents-hosting';
import { startServer } from '@microsoft/agents-hosting-express';

const [issuer, clientId] = process.argv.slice(2);
const agent = new ActivityHandler();
agent.onMessage(async (context, next) => {
  await context.sendActivity(`echo ${context.activity.text}`);
  await next();
});
// Nothing is sent with the secret: what is asked for is in the answer to the request.
const authConfig = issuer
  ? { clientId, tenantId: 'bench', clientSecret: 'none', authorityEndpoint: issuer, issuers: [issuer] }
  : {};
console.log = () => undefined;
startServer(agent, {
  authConfig,
  port: 0,
  beforeListen(app) {
    const listen = app.listen.bind(app);
    app.listen = (...how) => {
      const server = listen(...how);
      server.once('listening', () => process.send({ url: `http://127.0.0.1:${server.address().port}` }));
      return server;
    };
  },
});
process.on('disconnect', () => process.exit(0));
