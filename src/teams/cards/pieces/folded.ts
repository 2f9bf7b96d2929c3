import { paragraph } from '../frame/elements.js';
import type { Element, View } from '../view.js';

/** The id of what a button unfolds; a card has one such place. */
const id = 'details';

/** Lines under a heading of their own. */
export type Section = { title: string; lines: readonly string[] };

/**
 * What is there for whoever wants to know, behind a button: lines, then sections with a heading each. Nothing where
 * there is nothing to unfold. What has to be known to decide stands outside of it.
 */
export function folded(
  { t }: View,
  lines: readonly string[],
  sections: readonly Section[] = [],
): { items: Element[] }[] {
  const body = [...linesOf(lines), ...sections.flatMap(section)];
  if (body.length === 0) return [];
  const toggle = { type: 'Action.ToggleVisibility', title: t('common.details'), targetElements: [id] };
  return [
    {
      items: [
        { type: 'ActionSet', actions: [toggle] },
        { type: 'Container', id, isVisible: false, spacing: 'Small', items: body },
      ],
    },
  ];
}

function section({ title, lines }: Section): Element[] {
  if (lines.length === 0) return [];
  const heading = { weight: 'Bolder', style: 'heading', size: 'Default', spacing: 'Medium' };
  const [first = '', ...others] = lines;
  return [paragraph(title, heading), paragraph(first, { spacing: 'None' }), ...linesOf(others)];
}

const linesOf = (lines: readonly string[]): Element[] => lines.map((text) => paragraph(text, { spacing: 'Small' }));
