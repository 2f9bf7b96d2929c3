import type { LinkId } from '../../../upgrade/tenant/admin-center-links.js';
import { type Fact, newPlan } from '../pieces/pieces.js';
import type { RunView } from '../view.js';

/** What an admin does by hand: where to click, what to type in, what to look at, and what it leads to in Graph. */
export type Guide = {
  /** Plain text. */
  title: string;
  intro: string[];
  /** In order; they are numbered on the card. */
  clicks: string[];
  values: Fact[];
  valuesTitle: string;
  /** What to check on the page, or to know before clicking. */
  check: string[];
  checkTitle: string;
  /** For whoever wants to know; folded. */
  more: string[];
  /** What shows in Graph when it is done, and of which plan. */
  sought: { what: 'subscription' | 'seats' | 'ended'; plan: string };
  pages: LinkId[];
  /** Another way it can have ended, each a button of its own. */
  otherwise?: { title: string; renewal: 'off' }[];
};

/** A guide with what most of them have: nothing to type in, and the new plan that shows in Graph. */
export function guideWith(view: RunView, own: Pick<Guide, 'title' | 'clicks'> & Partial<Guide>): Guide {
  const { t } = view;
  return {
    intro: [],
    values: [],
    check: [],
    more: [],
    valuesTitle: t('adminTask.valuesHeading'),
    checkTitle: t('adminTask.checkHeading'),
    sought: { what: 'subscription', plan: newPlan(view) },
    pages: ['yourProducts'],
    ...own,
  };
}

/** Steps with their numbers in front: as Markdown they would be numbered anew by some clients. */
export function numbered({ format }: RunView, texts: readonly string[]): { number: string; text: string }[] {
  return texts.map((text, index) => ({ number: format.number(index + 1), text }));
}
