import { subscribe } from 'node:diagnostics_channel';
import fs, { appendFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import pg from 'pg';

/**
 * Loaded into a bot's process before everything else: names every moment at which it is about to write a document or to
 * ask somebody, and every moment just after. It writes them to `MOMENTS`, or kills the process at each that `KILL_AT`
 * names, one a line, once, or at whichever is the `KILL_AFTER`th. Started again with the same `PASSED` it goes on counting.
 * After a request means: it was carried out, and its answer is never heard. While the writes come that `DISK_FAILS` names,
 * such as `ENOSPC 3-9`, the disk takes half of each and has no room for the rest; `EIO` takes all of each and cannot make it
 * last, `EROFS` takes nothing. What failed so, or for want of descriptors, is told in `FAILURES`.
 */

const { KILL_AT, KILL_AFTER, MOMENTS, PASSED, DISK_FAILS = '', FAILURES } = process.env;
const [failing, within = ''] = DISK_FAILS.split(' ');
const [failsFrom = 0, failsTo = 0] = within.split('-').map(Number);
let writes = 0;
const before =
  PASSED && fs.existsSync(PASSED) ? JSON.parse(fs.readFileSync(PASSED, 'utf8')) : { seen: [], killedAt: [] };
const seen = new Map(before.seen);
const killsAt = new Set(KILL_AT?.split('\n').filter((name) => !before.killedAt.includes(name)));
let passed = 0;

function moment(kind) {
  const nth = (seen.get(kind) ?? 0) + 1;
  seen.set(kind, nth);
  const name = `${kind} #${nth}`;
  if (MOMENTS) appendFileSync(MOMENTS, `${name}\n`);
  passed += 1;
  if (!killsAt.has(name) && passed !== Number(KILL_AFTER)) return;
  if (PASSED) fs.writeFileSync(PASSED, JSON.stringify({ seen: [...seen], killedAt: [...before.killedAt, name] }));
  process.kill(process.pid, 'SIGKILL');
}

const id = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}|\d[\w%.:-]{3,}|a%3A[^/]+/gi;
const pathOf = (path) => path.replace(/\?.*/s, '').replace(id, '*').slice(0, 100);

// What the practice cloud is asked about itself no tenant has.
const isCounted = (path) => !path.startsWith('/_sandbox');
subscribe('undici:request:create', ({ request: { method, path } }) => {
  if (isCounted(path)) moment(`before ${method} ${pathOf(path)}`);
});
subscribe('undici:request:headers', ({ request: { method, path } }) => {
  if (isCounted(path)) moment(`after ${method} ${pathOf(path)}`);
});
subscribe('http.client.request.start', ({ request: { method, path } }) => moment(`before ${method} ${pathOf(path)}`));
subscribe('http.client.response.finish', ({ request: { method, path } }) => moment(`after ${method} ${pathOf(path)}`));

const fails = () => writes >= failsFrom && writes < failsTo;
function fail() {
  noteFailure({ code: failing });
  throw Object.assign(new Error(`${failing}: made to fail`), { code: failing });
}

function noteFailure({ code }) {
  // Open from the start: where nothing can be opened, this can be told.
  if (failures !== undefined && (code === 'EMFILE' || code === failing)) fs.writeSync(failures, `${code}\n`);
}
const failures = FAILURES && fs.openSync(FAILURES, 'a');
subscribe('undici:client:connectError', ({ error }) => noteFailure(error));

for (const name of ['open', 'readdir', 'readFile']) {
  const asked = fs.promises[name];
  fs.promises[name] = async (...given) => {
    try {
      return await asked(...given);
    } catch (error) {
      noteFailure(error);
      throw error;
    }
  };
}
// A document is written into the journal first, and others with it; of those the first says what the moment is called.
const { open, rename } = fs.promises;
fs.promises.open = async (path, ...how) => {
  const handle = await open(path, ...how);
  if (!/\/\.journal-\d+$/.test(String(path))) return handle;
  const write = handle.write.bind(handle);
  const datasync = handle.datasync.bind(handle);
  let kind = '';
  handle.write = (bytes, ...where) => {
    kind = JSON.parse(bytes.toString('utf8', 0, bytes.indexOf('\n'))).place.split('/')[0];
    moment(`before writing ${kind}`);
    writes += 1;
    if (failing === 'EIO' || !fails()) return write(bytes, ...where);
    const [, length, at] = where;
    return write(bytes, 0, failing === 'ENOSPC' ? Math.floor(length / 2) : 0, at).then(fail);
  };
  handle.datasync = async () => {
    await datasync();
    if (failing === 'EIO' && fails()) fail();
    moment(`after writing ${kind}`);
  };
  return handle;
};

// Later beside its place, and then it is renamed into it.
fs.promises.rename = async (from, to) => {
  const kind = String(to).split('/').at(-2);
  moment(`before filing ${kind}`);
  await rename(from, to);
  moment(`after filing ${kind}`);
};
syncBuiltinESMExports();

// A row's kind is the first of the values; questions that change nothing are no moment.
const { query } = pg.Client.prototype;
pg.Client.prototype.query = function (...asked) {
  const [sql, values] = asked;
  const changes = typeof sql === 'string' && /\b(INSERT|UPDATE|DELETE)\b/i.test(sql);
  const answered = asked.at(-1);
  if (!changes || typeof answered !== 'function') return query.apply(this, asked);
  const [first] = Array.isArray(values) ? values : [];
  const kind = typeof first === 'string' && /^[a-z]+$/i.test(first) ? first : 'another row';
  moment(`before writing ${kind}`);
  const told = (...answer) => {
    moment(`after writing ${kind}`);
    answered(...answer);
  };
  return query.apply(this, [...asked.slice(0, -1), told]);
};
