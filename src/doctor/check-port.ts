import { once } from 'node:events';
import { createServer } from 'node:net';
import { codeOf } from '../storage/failures.js';
import { error, type Finding, inOneLine, ok } from './finding.js';

/** A port the bot will listen on, and the names it is configured by. */
export type Wanted = { id: string; host: string; port: number; name: 'PORT' | 'SANDBOX_PORT' | 'ADMIN_PORT' };

/** Whether the port can be listened on now. @param ours whether a bot of this configuration runs already */
export async function checkPort({ id, host, port, name }: Wanted, ours: boolean): Promise<Finding> {
  if (port === 0) return ok(id, 'any free port');
  const address = `${host}:${port}`;
  const refusal = await whyNot(host, port);
  if (refusal === undefined) return ok(id, `${address} is free`);
  const code = codeOf(refusal);
  if (code === 'EADDRINUSE' && ours) return ok(id, `${address} is taken by the bot, which runs`);
  if (code === 'EADDRINUSE') {
    return error(id, `${address} is taken by another program`, `Stop that program, or set ${name} to a free port.`);
  }
  if (code === 'EACCES') {
    return error(id, `${address} may not be used by this user`, `Set ${name} to a port from 1024 on.`);
  }
  return error(
    id,
    `${address} cannot be listened on: ${inOneLine(refusal)}`,
    `Set HOST and ${name} to an address of this machine.`,
  );
}

async function whyNot(host: string, port: number): Promise<unknown> {
  const server = createServer();
  try {
    server.listen({ host, port, exclusive: true });
    await once(server, 'listening');
    server.close();
    await once(server, 'close');
    return undefined;
  } catch (refusal) {
    return refusal;
  }
}
