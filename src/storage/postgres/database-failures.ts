import { codeOf, StorageFailed, StorageFull, StoreRefused } from '../failures.js';

/** The database is in use in a way that another use does not go with. */
export class InUse extends Error {
  override readonly name = 'InUse';
}

/** What PostgreSQL's error codes mean here (PostgreSQL manual, appendix A), and those of the connection to it. */

/** The database was reached, and is going or coming: another attempt may find it up. */
const comingOrGoing = ['57P01', '57P02', '57P03', '57P05'];
/** Two questions got into each other's way; neither left anything. */
const inEachOthersWay = ['40001', '40P01'];
const sqlState = /^[0-9A-Z]{5}$/;
const network = [
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENOENT',
];
/** Connections that break are told of by pg in words alone. */
const brokenWords = /connection terminated|timeout exceeded when trying to connect|connection error|not queryable/i;

/** Whether the same question may be answered a moment later. */
export function isPassing(error: unknown): boolean {
  const code = codeOf(error);
  if (code === undefined) return error instanceof Error && brokenWords.test(error.message);
  if (sqlState.test(code)) return code.startsWith('08') || [...comingOrGoing, ...inEachOthersWay].includes(code);
  return network.includes(code);
}

const remedies: Record<string, string> = {
  '25006': 'it takes no changes: connect to the primary, not to a copy that can only be read',
  '42501': "the bot's role may not do that there: grant it the rights on the schema upgrade_assistant",
  '53300': 'it has too many connections: raise max_connections, or run fewer processes',
  '57014': 'it did not answer in time: look what it is busy with',
};

/** Turns an error of the database into one that says what to do. @param doing what was tried, such as "write run/7" */
export function asDatabaseFailure(error: unknown, doing: string): StorageFailed | StoreRefused {
  if (error instanceof StorageFailed || error instanceof StoreRefused) return error;
  const code = codeOf(error);
  if (code === '53100') {
    return new StorageFull(`Could not ${doing}: the disk of the database is full.`, code, { cause: error });
  }
  const known = code === undefined ? undefined : remedies[code];
  const remedy = known ?? (isPassing(error) ? 'the database is out of reach: see that it runs' : 'see the database');
  const told = code ?? (error instanceof Error ? error.message : String(error));
  return new StorageFailed(`Could not ${doing} (${told}): ${remedy}.`, code, { cause: error });
}

/** Why a start cannot have the database at all. Of its address only host and name are told. */
export function asRefusal(error: unknown, url: string): StoreRefused {
  if (error instanceof StoreRefused) return error;
  const name = databaseName(url);
  if (error instanceof InUse) return inUse(name);
  const code = codeOf(error) ?? codeOf(error instanceof StorageFailed ? error.cause : undefined);
  const [what, remedy] = refusal(code, error);
  return new StoreRefused(`${name} ${what}`, remedy, { cause: error });
}

function inUse(name: string): StoreRefused {
  return new StoreRefused(
    `${name} is in use`,
    'stop every bot on it, and wait for what an operator carries over, rotates or restores there',
  );
}

function refusal(code: string | undefined, error: unknown): readonly [what: string, remedy: string] {
  switch (code) {
    case '28P01':
    case '28000':
      return ['does not let the bot in', 'check user and password in DATABASE_URL, and pg_hba.conf of the database'];
    case '3D000':
      return ['does not exist on its server', 'create the database, or correct its name in DATABASE_URL'];
    case '42501':
      return ['does not let the bot make its tables', 'let its role create a schema: GRANT CREATE ON DATABASE'];
    case '25006':
      return ['takes no changes', 'connect to the primary, not to a copy that can only be read'];
    case '53300':
      return ['has too many connections', 'raise max_connections, or run fewer processes'];
    default: {
      const told = code ?? (error instanceof Error ? error.message : String(error));
      return [`cannot be reached (${told})`, 'see that PostgreSQL runs there and that DATABASE_URL names it'];
    }
  }
}

/** A database as it is told of: no user and no password. */
export function databaseName(url: string): string {
  const { host, pathname } = new URL(url);
  return `DATABASE_URL ${host}${pathname}`;
}
