import { randomUUID } from 'node:crypto';
import { Agent, createServer, request } from 'node:http';

/** Teams as far as a benchmark needs it: writes messages, and takes the answers. */
export async function startCaller({ localAddress = '127.0.0.1', atOnce = 1 } = {}) {
  const connector = createServer((incoming, response) => {
    incoming.resume().on('end', () => {
      response.writeHead(201, { 'content-type': 'application/json' });
      response.end('{"id":"1"}');
    });
  });
  await new Promise((resolve) => connector.listen(0, '127.0.0.1', resolve));
  const serviceUrl = `http://127.0.0.1:${connector.address().port}`;
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce, localAddress });
  return {
    serviceUrl,
    /** @returns the status; 0 when the bot hung up */
    say(url, { authorization, person, tenant, text }) {
      const body = JSON.stringify({
        type: 'message',
        id: randomUUID(),
        text,
        channelId: 'msteams',
        serviceUrl,
        from: { id: `29:${person}`, name: 'Kim', aadObjectId: person },
        recipient: { id: '28:bot' },
        conversation: { id: `a:${person}`, conversationType: 'personal', tenantId: tenant },
        channelData: { tenant: { id: tenant } },
      });
      return send(`${url}/api/messages`, { agent, authorization, body });
    },
    close() {
      agent.destroy();
      connector.close();
      connector.closeAllConnections();
    },
  };
}

function send(url, { agent, authorization, body }) {
  const headers = { 'content-type': 'application/json', authorization, 'content-length': Buffer.byteLength(body) };
  return new Promise((resolve) => {
    const call = request(url, { method: 'POST', agent, headers }, (response) => {
      response.resume().once('close', () => resolve(response.statusCode));
    });
    call.on('error', () => resolve(0));
    call.end(body);
  });
}
