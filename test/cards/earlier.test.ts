import { describe, expect, it } from '@jest/globals';
import { AdaptiveCard, SerializationContext } from 'adaptivecards';
// @ts-expect-error the gallery is plain JavaScript
import { readEarlier } from '../../gallery/earlier.js';
import { cards, elementsOf } from './every-card.js';
import { everyState } from './states/every-state.js';
import { drawState } from './states/state.js';
import { alex } from './states/viewer.js';

/** What the gallery shows beside how cards are drawn now. */

type Earlier = { id: string; state: string; drawn: string; card: { body: { id?: string }[] } };
const earlier = readEarlier() as Earlier[];

describe('a card as it was drawn once', () => {
  it.each(earlier.map((one) => [one.id, one] as const))(
    '%s stands beside the same state of the same card',
    (id, one) => {
      const state = everyState.find(({ name }) => name === one.state);
      expect(state && drawState(state, cards, alex).id).toBe(id);
      expect(one.card.body[0]?.id).toBe(id);
      expect(one.drawn).toMatch(/^\d{4}-\d\d-\d\d$/);
    },
  );

  it.each(earlier.map((one) => [one.id, one] as const))('%s can be read by the renderer', (_, { card }) => {
    const context = new SerializationContext();
    new AdaptiveCard().parse(card, context);
    const problems = Array.from({ length: context.eventCount }, (_event, at) => context.getEventAt(at).message);
    // What only Teams draws has its fallback here.
    expect(problems.filter((problem) => !problem?.startsWith('Unknown element type'))).toEqual([]);
  });

  it('holds nothing that a button sends', () => {
    const sent = earlier.flatMap(({ card }) =>
      elementsOf(card).filter(({ type, verb, data }) => verb ?? (type === 'Action.Execute' && data)),
    );
    expect(sent).toEqual([]);
  });
});
