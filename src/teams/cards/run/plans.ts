import { difference } from '../../../upgrade/plans/plans.js';
import { isWithoutTeams } from '../../../upgrade/plans/suites.js';
import { whyNot } from '../../../upgrade/run/possible.js';
import { loweredLine, whatItLacks } from '../lines/other-plan.js';
import { isSplitNote } from '../lines/split-note.js';
import { addOnLines } from '../pieces/add-on-lines.js';
import { leftPlan, oldPlan, planChoices, productName, sourceFound } from '../pieces/pieces.js';
import { noPricesLine, planRows, whyFirstLine } from '../pieces/plan-rows.js';
import { priceFor } from '../pieces/prices.js';
import { serviceTable } from '../pieces/service-table.js';
import { splitButton, splitExample } from '../pieces/split.js';
import type { Draft, RunView } from '../view.js';
import { escapeMarkdown } from '../words/escape-markdown.js';

/** More columns do not fit on a phone. */
const atOnce = 3;

/**
 * The plans side by side, three at a time: what each costs, what it has that the old one has not, and what it leaves out.
 * @param page from 0; past the last one it begins anew
 */
function plansCard(view: RunView, page = 0): Draft {
  const { t, run, words, context } = view;
  const { offered: all } = planChoices(run);
  const pages = Math.max(1, Math.ceil(all.length / atOnce));
  const from = (page % pages) * atOnce;
  const offered = all.slice(from, from + atOnce);
  const next = (page + 1) % pages;
  const addOns = sourceFound(run)?.addOns ?? [];
  const noPrices = noPricesLine(view, offered);
  const canChoose = offered.some((plan) => whyNot(run, { do: 'choosePlan', plan }) === undefined);
  return {
    id: 'plans',
    title: t('plans.title'),
    data: {
      intro: [
        t('plans.intro', { plan: oldPlan(run) }),
        ...(run.path === 'manual' ? [t('plans.introManual')] : []),
        ...(from === 0 ? whyFirstLine(view, all) : []),
        ...noPrices,
      ],
      ...planKey(view, offered, from),
      columns: [{ width: 9 }, { width: 2 }, ...offered.map(() => ({ width: 2 }))],
      ...serviceTable(view, offered, from),
      plans: planRows(view, offered, from, (sku) => [
        ...raisedLine(view, sku),
        ...loweredLine(view, sku),
        ...addOnLines(view, sku, addOns),
        ...byHandLine(view, sku),
      ]).map((row) => ({ ...row, warning: withoutTeamsLine(view, row.sku) })),
      canChoose,
      others: pages > 1 ? [{ title: othersTitle(view, next, all.length), page: next }] : [],
      split: splitButton(view),
      back: run.state.is === 'choosingPlan' ? [] : [{}],
    },
    alsoSay: canChoose ? ['stop'] : [],
    examples: {
      // The line at the top has just said that it is not so here, with what to write instead.
      ...(context.note && isSplitNote(context.note) ? {} : { splitPeople: splitExample(view) }),
      choosePlan: `${words.choosePlan?.[0] ?? ''} ${from + 1}`,
      // A number alone is a plan's, in the words beside it.
      ...(pages > 1 ? { comparePlans: t('plans.sayPage', { page: next + 1 }) } : {}),
    },
  };
}

function othersTitle({ t, format }: RunView, page: number, count: number): string {
  const first = page * atOnce + 1;
  const last = Math.min(first + atOnce - 1, count);
  if (first === last) return t('plans.other', { number: format.number(first) });
  return t('plans.others', { from: format.number(first), to: format.number(last) });
}

/** The card of a page of them, from 0. */
export const plansAt =
  (page?: number) =>
  (view: RunView): Draft =>
    plansCard(view, page);

/**
 * What the table's columns stand for: in a line, or where the price list tells it of any of them, each with what a license
 * costs a month. A column of the table is too narrow for an amount on a phone.
 */
function planKey(view: RunView, skus: readonly string[], from: number) {
  const { t, format, run } = view;
  const today = { mark: t('plans.today'), plan: oldPlan(run) };
  const offered = skus.map((sku, index) => ({ mark: format.number(from + index + 1), plan: productName(sku) }));
  const prices = [leftPlan(run), ...skus].map((sku) => priceFor(view, sku, 'monthly', 1));
  if (prices.every((price) => price === undefined))
    return {
      key: [[t('plans.keyToday', today), ...offered.map((one) => t('plans.key', one))].join(' · ')],
      priced: [],
    };
  const plans = [{ ...today, plan: t('plans.planToday', today) }, ...offered];
  const facts = plans.map(({ mark, plan }, index) => {
    const price = prices[index];
    return {
      title: mark,
      value: price ? t('plans.priced', { plan, price: format.money(price) }) : t('plans.unpriced', { plan }),
    };
  });
  return { key: [], priced: [{ title: t('plans.price'), facts }] };
}

function raisedLine({ t, format, run }: RunView, sku: string): string[] {
  const raised = difference(sku, leftPlan(run)).raised.filter(({ to }) => to.prominent);
  const services = format.list(raised.map(({ to }) => escapeMarkdown(to.friendlyName)));
  return raised.length === 0 ? [] : [t('plans.raised', { services })];
}

/** The line that people must not miss: the one service of the table that this very chat needs. */
function withoutTeamsLine(view: RunView, sku: string): string[] {
  const lacks = difference(sku, leftPlan(view.run)).lost.map(({ name }) => name);
  return isWithoutTeams(lacks) ? whatItLacks(view, sku, lacks).slice(-1) : [];
}

/** A plan that is bought beside the old one, and that cannot be ordered from here. */
function byHandLine({ t, run }: RunView, sku: string): string[] {
  const sold = sourceFound(run)?.sold;
  return run.path === 'manual' && sold && !sold.includes(sku) ? [t('plans.byHand')] : [];
}
