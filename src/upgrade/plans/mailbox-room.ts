import type { ListedService } from './core-services.js';
import { product, serviceName } from './plans.js';

/** How much room a plan gives a mailbox, and what it lets be kept of it. */
export type MailboxRoom = {
  /** The most that a mailbox may hold, in gigabytes of 2³⁰ bytes. */
  gigabytes: number;
  /** `growing`: 100 GB to begin with, and more by itself where auto-expanding is on; `limited`: 50 GB. */
  archive: 'none' | 'limited' | 'growing';
  /** Litigation hold is licensed. */
  holds: boolean;
};

const kiosk: MailboxRoom = { gigabytes: 2, archive: 'none', holds: false };
const plan1: MailboxRoom = { gigabytes: 50, archive: 'limited', holds: false };
const plan2: MailboxRoom = { gigabytes: 100, archive: 'growing', holds: true };

/** Smallest first: a plan with several gives the best of them. */
const rooms: readonly (readonly [service: string, room: MailboxRoom])[] = [
  ['EXCHANGE_S_DESKLESS', kiosk],
  ['EXCHANGE_S_DESKLESS_GOV', kiosk],
  ['EXCHANGE_S_STANDARD', plan1],
  ['EXCHANGE_S_ENTERPRISE', plan2],
  ['EXCHANGE_S_ENTERPRISE_GOV', plan2],
];

/** Exchange Online Archiving beside a smaller mailbox: the archive grows, and holds are licensed. */
const archiving = 'EXCHANGE_S_ARCHIVE_ADDON';

/** One gigabyte, in bytes. */
export const gigabyte = 2 ** 30;

/**
 * The room that these services give a mailbox; undefined where they give none. An organization may have been given other
 * limits, and an admin may have lowered them.
 * @see https://learn.microsoft.com/office365/servicedescriptions/exchange-online-service-description/exchange-online-limits
 *   (Mailbox storage limits, and its notes 1, 2 and 4; read 2026-11)
 */
export function mailboxRoom(services: readonly ListedService[]): MailboxRoom | undefined {
  const names = services.map(serviceName);
  const room = rooms.findLast(([service]) => names.includes(service))?.[1];
  return room && names.includes(archiving) ? { ...room, archive: 'growing', holds: true } : room;
}

/** What of a mailbox a move makes smaller; `from` and `to` as the catalogue has them. */
export type MailboxLoss = {
  from: MailboxRoom;
  to: MailboxRoom;
  smaller: boolean;
  archive: boolean;
  holds: boolean;
};

const archives: readonly MailboxRoom['archive'][] = ['none', 'limited', 'growing'];

/**
 * What a mailbox loses by a move from one plan to another (each a skuPartNumber); undefined where it loses nothing, and
 * where the catalogue does not tell.
 */
export function mailboxLoss(target: string, source: string): MailboxLoss | undefined {
  const [from, to] = [source, target].map((sku) => mailboxRoom(product(sku)?.services ?? []));
  if (!from || !to) return undefined;
  const smaller = to.gigabytes < from.gigabytes;
  const archive = archives.indexOf(to.archive) < archives.indexOf(from.archive);
  const holds = from.holds && !to.holds;
  return smaller || archive || holds ? { from, to, smaller, archive, holds } : undefined;
}
