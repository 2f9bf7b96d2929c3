import { mostLocated } from '../../../upgrade/run/commands.js';
import { mayBeLocated, refusedForLocation } from '../../../upgrade/run/snapshot.js';
import { opening, paragraph, sending } from '../frame/elements.js';
import type { Element, RunView } from '../view.js';
import { escapeMarkdown } from '../words/escape-markdown.js';
import { called, faces } from './people-shown.js';
import { eitherPlan } from './pieces.js';

/**
 * A button that asks where people are who have no usage location, each of them in a list; nothing where there are none, or
 * the assistant may not set it. Whoever was refused for want of it is tried again then.
 */
export function setLocationButton(view: RunView): Element[] {
  const { t, run } = view;
  if (!run.snapshot?.mayLocate) return [];
  const again = refusedForLocation(run).length > 0;
  const people = mayBeLocated(run).slice(0, mostLocated);
  if (people.length === 0) return [];
  const title = t(again ? 'locations.setAndTryAgain' : 'locations.set');
  const { country } = run.organization;
  const body = [
    paragraph(t('locations.why', { plan: eitherPlan(view) })),
    ...faces(people),
    {
      type: 'Input.ChoiceSet',
      id: 'people',
      label: t('locations.people'),
      isMultiSelect: true,
      style: 'expanded',
      wrap: true,
      isRequired: true,
      errorMessage: t('locations.peopleError'),
      value: people.map(({ id }) => id).join(','),
      choices: people.map(({ id, name, signIn }) => ({
        value: id,
        title: called(view, { name, signIn }),
      })),
    },
    ...(country === null ? [] : [paragraph(t('locations.asOrganization', { country: countryName(view, country) }))]),
    {
      type: 'Input.Text',
      id: 'other',
      label: t(country === null ? 'locations.country' : 'locations.other'),
      placeholder: t('locations.otherExample'),
      maxLength: 100,
      errorMessage: t('locations.countryError'),
      ...(country === null ? { isRequired: true } : {}),
    },
  ];
  return [opening(title, body, sending('setLocation', title, { data: { country: country ?? '', again } }))];
}

/** Whether somebody's usage location can be set from the card. */
export function canBeSetHere({ run }: RunView): (id: string) => boolean {
  const ids = run.snapshot?.mayLocate ? mayBeLocated(run).map(({ id }) => id) : [];
  return (id) => ids.includes(id);
}

/** What came of setting it the last time. */
export function locatedLines(view: RunView): string[] {
  const { t, format, run } = view;
  if (!run.located) return [];
  const { country, set, kept, denied, refused } = run.located;
  return [
    ...(denied ? [t('locations.denied')] : []),
    ...(set > 0 ? [t('locations.done', { count: set, country: countryName(view, country) })] : []),
    ...(kept > 0 ? [t('locations.kept', { count: kept })] : []),
    ...(refused.length > 0
      ? [t('locations.refused', { names: format.list(refused.map(({ name }) => escapeMarkdown(name))) })]
      : []),
  ];
}

const countryName = ({ format }: RunView, code: string): string => escapeMarkdown(format.country(code));
