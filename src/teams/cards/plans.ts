import { coverage, difference, displayName, type Service } from '../../upgrade/plans.js';
import { oldPlan, planChoices, productName, productNames, sourceFound } from './pieces.js';
import { planPrices } from './upgrade-available.js';
import type { Draft, RunView } from './view.js';

/** Rows of the table at most; a phone shows no more, and the card must stay small. */
const mostRows = 10;

const choosable = ['assessed', 'choosingPlan', 'beforeYouBegin', 'manualBuy', 'cart', 'checkout'];

/** The plans side by side: what each has that the old one has not, and what it leaves out. */
export function plans(view: RunView): Draft {
  const { t, format, run } = view;
  const { offered } = planChoices(run);
  const addOns = sourceFound(run)?.addOns ?? [];
  const old = oldPlan(run);
  const canChoose = choosable.includes(run.state.is) && (run.path === 'manual' || run.assessment.is === 'available');
  return {
    id: 'plans',
    title: t('plans.title'),
    data: {
      intro: [t('plans.intro', { plan: old }), ...(run.path === 'manual' ? [t('plans.introManual')] : [])],
      columns: [{ width: 4 }, ...offered.map(() => ({ width: 1 }))],
      rows: tableRows(view, offered),
      plans: offered.map((sku, index) => ({
        sku,
        heading: `${format.number(index + 1)} · ${productName(sku)}`,
        choose: t('verbs.choose', { plan: displayName(sku) }),
        lines: [...planPrices(view, sku), ...raisedLine(view, sku), ...addOnLines(view, sku, addOns)],
      })),
      canChoose,
    },
    alsoSay: ['stop'],
  };
}

function tableRows({ t, format }: RunView, offered: readonly string[]): { cells: string[] }[] {
  const services = new Map<string, Service>();
  for (const sku of offered) {
    const { gained, lost } = difference(sku);
    for (const one of [...lost, ...gained]) if (one.prominent) services.set(one.id, one);
  }
  const header = [t('plans.service'), ...offered.map((_, index) => format.number(index + 1))];
  const rows = [...services.values()].slice(0, mostRows).map((service) => [
    service.friendlyName,
    ...offered.map((sku) => {
      const { gained, lost } = difference(sku);
      const gains = gained.some((one) => one.id === service.id);
      const isOld = [...services.values()].includes(service) && offered.some((other) => loses(other, service));
      const keeps = isOld && !lost.some((one) => one.id === service.id);
      return gains || keeps ? t('plans.has') : t('plans.hasNot');
    }),
  ]);
  return [header, ...rows].map((cells) => ({ cells }));
}

const loses = (sku: string, service: Service): boolean => difference(sku).lost.some((one) => one.id === service.id);

function raisedLine({ t, format }: RunView, sku: string): string[] {
  const raised = difference(sku).raised.filter(({ to }) => to.prominent);
  return raised.length === 0
    ? []
    : [t('plans.raised', { services: format.list(raised.map(({ to }) => to.friendlyName)) })];
}

function addOnLines(view: RunView, sku: string, addOns: readonly string[]): string[] {
  const { t } = view;
  const full = addOns.filter((one) => coverage(one, sku) === 'full');
  const partial = addOns.filter((one) => coverage(one, sku) === 'partial');
  return [
    ...(full.length > 0 ? [t('plans.absorbs', { addOns: productNames(full, view) })] : []),
    ...(partial.length > 0 ? [t('plans.absorbsPartly', { addOns: productNames(partial, view) })] : []),
  ];
}
