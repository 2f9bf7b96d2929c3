import { paragraph } from '../frame/elements.js';
import type { Element, View } from '../view.js';

/** The id of what a button unfolds; a card has one such place. */
const id = 'details';

/** Lines that are there for whoever wants to know, behind a button; nothing where there are none. */
export function folded({ t }: View, lines: readonly string[]): { items: Element[] }[] {
  if (lines.length === 0) return [];
  const toggle = { type: 'Action.ToggleVisibility', title: t('common.details'), targetElements: [id] };
  const body = lines.map((text) => paragraph(text, { spacing: 'Small' }));
  return [
    {
      items: [
        { type: 'ActionSet', actions: [toggle] },
        { type: 'Container', id, isVisible: false, spacing: 'Small', items: body },
      ],
    },
  ];
}
