import { PortError } from '../../upgrade/ports.js';
import type { MailboxReport } from '../../upgrade/tenant/facts.js';
import type { GraphClient } from './client.js';

const doing = 'reading the mailbox usage report';

/**
 * Every mailbox of the tenant with what it holds, as the usage report of the last seven days has it. It lags by about two
 * days, and lists shared mailboxes too. Where the organization conceals names, what stands for a sign-in name is no
 * address.
 * @throws PortError `denied` when the app may not read reports; `unreadable` when the columns are not there
 * @see https://learn.microsoft.com/graph/api/reportroot-getmailboxusagedetail
 * @see https://learn.microsoft.com/graph/api/resources/adminreportsettings (displayConcealedNames)
 */
export async function readMailboxes(graph: GraphClient, tenantId: string): Promise<MailboxReport> {
  const path = "/reports/getMailboxUsageDetail(period='D7')";
  const text = await graph.download({ tenantId, path, doing, needs: 'Reports.Read.All' });
  const [head = [], ...rows] = rowsOf(text.replace(/^\uFEFF/, ''));
  const column = (name: string) => head.indexOf(name);
  const [who, bytes, archive, deleted, refreshed] = [
    column('User Principal Name'),
    column('Storage Used (Byte)'),
    column('Has Archive'),
    column('Is Deleted'),
    column('Report Refresh Date'),
  ];
  if (who === -1 || bytes === -1)
    throw new PortError({ is: 'unreadable' }, `${doing} (unexpected columns)`, { service: 'graph' });
  const mailboxes = rows
    .filter((row) => row[deleted] !== 'True')
    .map((row) => ({
      signInName: row[who] ?? '',
      bytes: Number(row[bytes] || 0),
      hasArchive: archive === -1 ? null : row[archive] === 'True',
    }));
  const first = rows[0]?.[refreshed];
  return {
    asOf: first && !Number.isNaN(Date.parse(first)) ? first : null,
    concealed: mailboxes.length > 0 && mailboxes.every(({ signInName }) => !signInName.includes('@')),
    mailboxes: mailboxes.filter(({ bytes: size }) => Number.isFinite(size)),
  };
}

/** The rows of a document of comma-separated values; a field that is quoted may hold commas, quotes and line ends. */
function rowsOf(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    row.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
    if (end === ',') continue;
    if (row.length > 1 || row[0] !== '') rows.push(row);
    row = [];
  }
  return rows;
}
