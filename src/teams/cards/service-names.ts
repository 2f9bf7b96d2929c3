import { friendlyName } from '../../upgrade/plans/plans.js';
import { escapeMarkdown } from './escape-markdown.js';

/** A service plan's friendly name by Microsoft's name for it, escaped; that name itself when it is not known. */
export function serviceByName(name: string): string {
  return escapeMarkdown(friendlyName(name));
}
