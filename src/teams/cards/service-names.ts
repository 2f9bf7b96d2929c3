import { serviceRows } from '../../upgrade/plans/catalogue-services.js';
import { escapeMarkdown } from './escape-markdown.js';

const friendlyNames: ReadonlyMap<string, string> = new Map(serviceRows.map(([name, , friendly]) => [name, friendly]));

/** A service plan's friendly name by Microsoft's name for it, escaped; that name itself when it is not known. */
export function serviceByName(name: string): string {
  return escapeMarkdown(friendlyNames.get(name) ?? name);
}
