/** A part has to be long enough not to be found in any word by chance. */
const shortestPart = 4;
/** From this length on the end of a compound tells enough, whatever stands before it. */
const tellingEnd = 7;

/**
 * The parts of a compound such as the Swedish `fakturabetalning`: two known words, perhaps with an s between them, or
 * anything before a long known word. undefined when it is not one.
 */
export function splitCompound(word: string, isKnown: (part: string) => boolean): [string, string] | undefined {
  let loose: [string, string] | undefined;
  for (let at = shortestPart; at <= word.length - shortestPart; at++) {
    const tail = word.slice(at);
    if (!isKnown(tail)) continue;
    const head = word.slice(0, at);
    const headWithoutLink = head.replace(/s$/, '');
    if (isKnown(head)) return [head, tail];
    if (headWithoutLink.length >= shortestPart && isKnown(headWithoutLink)) return [headWithoutLink, tail];
    if (tail.length >= tellingEnd) loose ??= [head, tail];
  }
  return loose;
}
