import { anyOfTexts, saidFor } from './said.js';

const any = `(?:${anyOfTexts(saidFor('courtesy'))})`;
const before = new RegExp(`^(?:${any}(?:[\\s,.;:–-]+|$))+`, 'iu');
const after = new RegExp(`(?:[\\s,.;:–-]+${any})+$`, 'iu');

/** What somebody wrote, without greetings, "please" and "thanks" before and after it; '' where nothing else was said. */
export const withoutCourtesy = (text: string): string => text.replace(before, '').replace(after, '').trim();
