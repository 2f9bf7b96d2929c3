/** What a question is sent as: the words that the knowledge itself knows, and of everything else that something stood there. */

const hidden = '…';
const longest = 300;
/** Addresses of mail and pages, domains, paths, ids: whatever is written together with such a sign, as a whole. */
const written = /\S*[@\\/_:<>{}[\]]\S*|\S+[.-]\S*\d\S*|[^\s.]+(?:\.[^\s.]+)+/gu;

/**
 * Leaves of a question what tells what is asked, and nothing that names anybody or anything of a tenant.
 * @param isKnown whether a lower-case word may be sent: a closed list, of which names are no part
 */
export function scrub(question: string, isKnown: (word: string) => boolean): string {
  return question
    .normalize('NFC')
    .slice(0, longest)
    .replace(/['’]/g, '')
    .replace(written, ` ${hidden} `)
    .toLocaleLowerCase('en')
    .replace(/[\p{L}\p{N}]+/gu, (word) => (isKnown(word) ? word : hidden))
    .replace(/[^\p{L}\p{N}\s…?]+/gu, ' ')
    .replace(/…(?:\s*…)+/g, hidden)
    .replace(/\s+/g, ' ')
    .trim();
}
