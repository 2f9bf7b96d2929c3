import type { AuditEntry, Work } from './shape.js';

/**
 * What an audit entry says of services that went off beyond those that were off: Microsoft's names, each with how many
 * people it is off for. Nothing where there were none.
 */
export function alsoOffDetails({ alsoOff }: Pick<Work, 'alsoOff'>): AuditEntry['details'] {
  const counts = Object.entries(alsoOff).sort(([one], [other]) => one.localeCompare(other, 'en'));
  return counts.length === 0 ? {} : { alsoOff: counts.map(([name, people]) => `${name} ${people}`).join(', ') };
}
