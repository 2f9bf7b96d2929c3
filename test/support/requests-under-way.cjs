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

/** Whether each connection to a database waits for an answer. No channel tells of those: they are known by their first words. */
const databases = new WeakMap();
const { write } = Socket.prototype;

Socket.prototype.write = function (data, ...more) {
  if (isGreeting(data)) listen(this);
  if (databases.get(this) === false) {
    databases.set(this, true);
    began();
  }
  return write.call(this, data, ...more);
};

/** @see https://www.postgresql.org/docs/current/protocol-message-formats.html (StartupMessage) */
function isGreeting(data) {
  return (
    Buffer.isBuffer(data) && data.length >= 8 && data.readInt32BE(0) === data.length && data.readInt32BE(4) === 3 << 16
  );
}

/** What it says last of each answer: ReadyForQuery, a `Z` and five bytes. */
const isReady = (data) => data.length >= 6 && data.at(-6) === 0x5a && data.readInt32BE(data.length - 5) === 5;

function listen(socket) {
  databases.set(socket, false);
  const settle = () => {
    if (databases.get(socket)) ended();
    databases.set(socket, false);
  };
  socket.on('data', (data) => isReady(data) && settle());
  socket.once('close', settle);
}

module.exports = requests;
