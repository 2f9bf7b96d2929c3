import type { DocumentText } from '../document-sums.js';
import { KeyMissing, NotUnderstood, rewritten } from '../document-text.js';
import type { Keyring } from '../keyring.js';
import type { Rotated } from '../rotated.js';
import type { Database } from './database.js';
import { markDatabaseKeys } from './database-mark.js';
import { databaseTexts } from './database-texts.js';
import { placeIn } from './documents.js';
import { schemaName } from './migrations.js';

/**
 * Writes every document of the database with the key that is used now; without one, as plain text. All of it or nothing:
 * it may be ended at any moment and done again. Nobody else may work on the database.
 */
export function rotateDatabase(database: Database, keyring: Keyring): Promise<Rotated> {
  return database.transaction('rotate', async (asker) => {
    const result: Rotated = { changed: 0, unchanged: 0, unread: [] };
    for await (const document of databaseTexts(asker)) {
      const { kind, id } = document;
      const text = withKeysNow(document, keyring);
      if (text === 'unread') result.unread.push(`${kind} ${id}`);
      else if (text === undefined) result.unchanged += 1;
      else {
        await asker.query(`UPDATE ${schemaName}.document SET body = $3 WHERE kind = $1 AND id = $2`, [kind, id, text]);
        result.changed += 1;
      }
    }
    // Those that could not be read would not be with the former key either.
    await markDatabaseKeys(asker, keyring.current === undefined ? [] : [keyring.current]);
    return result;
  });
}

function withKeysNow({ kind, id, text }: DocumentText, keyring: Keyring): string | undefined | 'unread' {
  try {
    return rewritten(text, placeIn(kind, id), keyring);
  } catch (error) {
    if (error instanceof NotUnderstood || error instanceof KeyMissing) return 'unread';
    throw error;
  }
}
