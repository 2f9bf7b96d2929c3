const { subscribe } = require('node:diagnostics_channel');

/** Requests that this process has under way, and how many began or ended so far. Loaded once a process. */
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

module.exports = requests;
