import { StoreRefused } from '../storage/failures.js';
import type { Claiming } from '../storage/mark.js';
import { lookAtDatabase } from '../storage/postgres/look.js';
import { error, type Finding, ok, warning } from './finding.js';
import { sentence } from './sentence.js';

const id = 'database';

/** Whether bots can work on the database, it is of this cloud and key, and it keeps what it acknowledges. Changes nothing. */
export async function checkDatabase(url: string, claim: Claiming): Promise<Finding> {
  try {
    const { name, isBegun, forgetful } = await lookAtDatabase(url, claim);
    if (forgetful.length > 0) {
      const told = `${name} may forget what it has acknowledged: ${forgetful.join(', ')} off`;
      return warning(id, told, 'Turn it on in postgresql.conf: what an admin was told must survive a power cut.');
    }
    return ok(
      id,
      isBegun ? `${name} is reached and ours` : `${name} is reached; its tables are made at the first start`,
    );
  } catch (thrown) {
    if (!(thrown instanceof StoreRefused)) throw thrown;
    return error(id, thrown.what, sentence(thrown.remedy));
  }
}
