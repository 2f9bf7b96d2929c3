import { paragraph } from '../frame/elements.js';
import type { Element, View } from '../view.js';
import { escapeMarkdown, shortened } from '../words/escape-markdown.js';

/**
 * People as Teams shows them, with picture and profile card. A client that cannot draw them shows their names, and so
 * does a card of people whose ids are not known.
 * @see https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/cards-format
 * ("People icon in an Adaptive Card", read 2026-11-29: one person with the name beside the picture, several as pictures
 * alone)
 */

/** Somebody on a card, as typed in the directory. */
export type Somebody = {
  /** Object id in Microsoft Entra; left out of groups, and where it is not known. */
  id?: string | undefined;
  name: string;
  /** User principal name. */
  signIn?: string | undefined;
};

/** Shown one below the other, picture and name; more are a row of pictures above their names. */
const mostBelow = 3;
/** Pictures in a row, as many as stand beside each other on a phone. */
const mostFaces = 6;
/** Of a name that only labels a picture, in characters. */
const longestLabel = 60;

/**
 * A few people, each on a line of their own; many as one line under their pictures.
 * @param text the same people in words, escaped; how many they are in all may stand in it
 */
export function peopleShown(view: View, people: readonly Somebody[], text: string): Element[] {
  const isFew = people.length > 0 && people.length <= mostBelow && people.every(({ id }) => Boolean(id));
  return isFew ? people.map((one) => person(view, one)) : [...faces(people), paragraph(text, { spacing: 'None' })];
}

/** Their pictures in a row, for beside a text that names them; nothing where none of them is known by id. */
export function faces(people: readonly Somebody[]): Element[] {
  const users = people.filter(({ id }) => Boolean(id)).slice(0, mostFaces);
  if (users.length === 0) return [];
  return [
    {
      type: 'Component',
      name: 'graph.microsoft.com/users',
      view: 'compact',
      spacing: 'Small',
      properties: { users: users.map(properties) },
      // Their names stand beside it.
      fallback: 'drop',
    },
  ];
}

function person(view: View, one: Somebody): Element {
  return {
    type: 'Component',
    name: 'graph.microsoft.com/user',
    view: 'compact',
    spacing: 'Small',
    properties: properties(one),
    fallback: paragraph(called(view, one), { spacing: 'None' }),
  };
}

const properties = ({ id, name, signIn }: Somebody): Record<string, unknown> => ({
  id,
  displayName: shortened(name, longestLabel),
  ...(signIn === undefined || signIn === '' ? {} : { userPrincipalName: signIn }),
});

/** A name, escaped, with the sign-in name where that says more. */
export function called({ t }: View, { name, signIn }: Somebody): string {
  const plain = escapeMarkdown(name);
  if (signIn === undefined || signIn === '' || signIn === name) return plain;
  return t('failures.called', { name: plain, signIn: escapeMarkdown(signIn) });
}
