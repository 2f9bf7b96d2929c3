import { openPostgres } from '../../../src/storage/postgres/open.js';
import { describePostgres, inDatabase, newDatabase } from '../../support/postgres/databases.js';
import { documentsContract } from '../contract.js';

describePostgres('PostgreSQL', () => {
  let database: Promise<string> | undefined;

  documentsContract('PostgreSQL', async () => {
    database ??= newDatabase();
    const url = await database;
    let { documents } = await openPostgres({ url });
    await inDatabase(url, (client) => client.query('TRUNCATE upgrade_assistant.document'));
    const reopen = async () => {
      await documents.close();
      documents = (await openPostgres({ url })).documents;
      return documents;
    };
    return { documents, reopen, end: () => documents.close() };
  });
});
