const { subscribe } = require('node:diagnostics_channel');
const { Socket } = require('node:net');

/**
 * Requests that this process has under way, of HTTP and of a database, and how many began or ended so far. Loaded once a
 * process.
 */
const requests = { underWay: 0, seen: 0 };

function began() {
  requests.underWay += 1;
  requests.seen += 1;
}

function ended() {
  requests.underWay -= 1;
  requests.seen += 1;
}

subscribe('undici:request:create', began);
subscribe('undici:request:trailers', ended);
subscribe('undici:request:error', ended);
subscribe('http.client.request.start', ({ request }) => {
  began();
  request.once('close', ended);
});

/** What is no longer waited for on each connection to a database; undefined while it is asked nothing. */
const databases = new WeakMap();
/** Longer than any query takes that waits for nobody, in milliseconds. */
const queryMs = 250;
const { write } = Socket.prototype;

// No channel tells of what a database is asked: its connections are known by their first words.
Socket.prototype.write = function (data, ...more) {
  if (isGreeting(data)) listen(this);
  if (databases.has(this) && databases.get(this) === undefined) {
    began();
    databases.set(this, setTimeout(() => settle(this), queryMs).unref());
  }
  return write.call(this, data, ...more);
};

/** @see https://www.postgresql.org/docs/current/protocol-message-formats.html (StartupMessage) */
function isGreeting(data) {
  return (
    Buffer.isBuffer(data) && data.length >= 8 && data.readInt32BE(0) === data.length && data.readInt32BE(4) === 3 << 16
  );
}

/** How every answer ends, before what it was not asked for: ReadyForQuery, up to how the transaction stands. */
const ready = Buffer.from([0x5a, 0, 0, 0, 5]);

function listen(socket) {
  databases.set(socket, undefined);
  socket.on('data', (data) => data.includes(ready) && settle(socket));
  socket.once('close', () => settle(socket));
}

function settle(socket) {
  const timer = databases.get(socket);
  if (timer === undefined) return;
  clearTimeout(timer);
  databases.set(socket, undefined);
  ended();
}

module.exports = requests;
