// Loaded before a process under test: whatever it wants to reach over TLS is the server on STAND_IN_PORT, which shows a
// certificate for the name that was asked for. Names are not looked up, so that nothing leaves the machine.

import { syncBuiltinESMExports } from 'node:module';
import tls from 'node:tls';

const connect = tls.connect;
tls.connect = (...args) => {
  const [options, ...rest] = typeof args[0] === 'object' ? args : [{ port: args[0], host: args[1] }];
  const named = options.servername || options.host;
  return connect(
    { ...options, host: '127.0.0.1', port: Number(process.env.STAND_IN_PORT), servername: named },
    ...rest,
  );
};
syncBuiltinESMExports();
