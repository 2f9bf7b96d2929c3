import type { Ask } from './ask.js';
import { lower } from './vocabulary.js';

const unitSeconds: readonly [RegExp, number][] = [
  [/^(second|sekund)/, 1],
  [/^min/, 60],
  [/^(hour|timm)/, 3_600],
  [/^(day|dag|dygn)/, 86_400],
  [/^(week|veck)/, 7 * 86_400],
];

/** "wait 2 days", "vänta 2 dagar": moves the practice cloud's clock. */
export function practiceIntent(text: string): Ask | undefined {
  const [, count, unit] = /^(?:wait|vänta) (\d{1,4}) (\p{L}+)$/u.exec(lower(text)) ?? [];
  const seconds = unitSeconds.find(([name]) => unit !== undefined && name.test(unit))?.[1];
  return seconds === undefined ? undefined : { is: 'advance', duration: `PT${Number(count) * seconds}S` };
}
