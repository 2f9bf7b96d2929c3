import { toldLine } from '../lines/colleagues.js';
import type { RunView } from '../view.js';

/** Who is told when something happens. */
export function told(view: RunView): string[] {
  const line = toldLine(view);
  return line === undefined ? [] : [line];
}
