import { createHash } from 'node:crypto';
import { day } from '../duration.js';
import type { ApiResponse } from '../http/message.js';
import type { Tenant, User } from '../world/state.js';

const columns = [
  'Report Refresh Date',
  'User Principal Name',
  'Display Name',
  'Is Deleted',
  'Deleted Date',
  'Created Date',
  'Last Activity Date',
  'Item Count',
  'Storage Used (Byte)',
  'Issue Warning Quota (Byte)',
  'Prohibit Send Quota (Byte)',
  'Prohibit Send/Receive Quota (Byte)',
  'Deleted Item Count',
  'Deleted Item Size (Byte)',
  'Deleted Item Quota (Byte)',
  'Has Archive',
  'Report Period',
];

const gigabyte = 2 ** 30;
/** How far behind the report is, in days. */
const lag = 2;

/** The report of every mailbox, as it is downloaded. @see https://learn.microsoft.com/graph/api/reportroot-getmailboxusagedetail */
export function mailboxUsage(tenant: Tenant, now: number): ApiResponse {
  const rows = tenant.users.filter(hasMailbox).map((user, index) => rowOf(tenant, user, index, now));
  const lines = [columns, ...rows].map((row) => row.map(field).join(','));
  const headers = { 'Content-Type': 'application/octet-stream' };
  return { status: 200, headers, body: `\uFEFF${lines.join('\r\n')}\r\n` };
}

const hasMailbox = ({ isAdmin, isGuest, licences }: User): boolean => !isAdmin && !isGuest && licences.length > 0;

function rowOf({ scenario, createdAt }: Tenant, user: User, index: number, now: number): string[] {
  const { concealed } = scenario.usageReports;
  const { gigabytes, archive } = sizeOf(scenario.usageReports.mailboxes, index);
  const told = (text: string | null) => (concealed ? concealedName(text ?? user.id) : (text ?? ''));
  const quota = (share: number) => String(Math.round(100 * gigabyte * share));
  return [
    dateOf(now - lag * day),
    told(user.userPrincipalName),
    told(user.displayName),
    'False',
    '',
    dateOf(createdAt),
    dateOf(now - lag * day),
    String(1000 + index),
    String(Math.round(gigabytes * gigabyte)),
    quota(0.98),
    quota(0.99),
    quota(1),
    '12',
    '345678',
    String(30 * gigabyte),
    archive ? 'True' : 'False',
    '7',
  ];
}

type Size = { gigabytes: number; archive: boolean };

function sizeOf(sizes: readonly (Size & { users: number })[], index: number): Size {
  let from = 0;
  for (const size of sizes) {
    from += size.users;
    if (index < from) return size;
  }
  return { gigabytes: 1 + (index % 7) / 2, archive: false };
}

/** What stands for a name where the tenant's setting conceals it. */
function concealedName(text: string): string {
  return createHash('md5').update(text).digest('hex').toUpperCase();
}

const dateOf = (at: number): string => new Date(at).toISOString().slice(0, 10);

function field(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
