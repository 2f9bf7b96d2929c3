import { friendlyName } from '../../../upgrade/plans/plans.js';
import { escapeMarkdown } from './escape-markdown.js';

/** A service plan's friendly name by Microsoft's name for it, escaped; that name itself when it is not known. */
export const serviceByName = (name: string): string => escapeMarkdown(friendlyName(name));
