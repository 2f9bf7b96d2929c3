import { createFrame } from './frame.js';

/** What earlier drawings were written in. */
const language = 'en';

/**
 * Each card as it was drawn once, beside the same state as it is drawn now.
 * @param {{ id: string, state: string, drawn: string, card: object }[]} earlier
 * @param {{ id: string, state: string, language: string, card: object }[]} now
 * @param {{ card: string, themes: string[], widths: string[] }} chosen '' as `card`: every card
 * @returns {{ id: string, rows: { title: string, frames: HTMLElement[] }[] }[]}
 */
export function pairsOf(earlier, now, { card, themes, widths }) {
  return earlier
    .filter(({ id }) => card === '' || id === card)
    .map((before) => ({
      id: before.id,
      rows: [{ title: before.state, frames: framesOf(before, now, themes, widths) }],
    }));
}

function framesOf(before, now, themes, widths) {
  const after = now.find((one) => one.id === before.id && one.state === before.state && one.language === language);
  return themes.flatMap((theme) =>
    widths.flatMap((width) => [
      labelled(createFrame({ ...before, language }, theme, width), `as of ${before.drawn}`),
      ...(after ? [labelled(createFrame(after, theme, width), 'now')] : []),
    ]),
  );
}

function labelled(frame, when) {
  frame.dataset.key += ` / ${when}`;
  frame.querySelector('figcaption').textContent += `, ${when}`;
  return frame;
}
