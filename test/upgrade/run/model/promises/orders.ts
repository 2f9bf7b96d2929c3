import { apart } from '../../../../../src/upgrade/run/order-record.js';
import { isOver, type Run } from '../../../../../src/upgrade/run/run.js';
import type { OrderRecord } from '../../../../../src/upgrade/run/shape.js';
import type { Step } from '../happenings.js';
import { leaves, type Past, showsNowhere } from '../past.js';
import { day, minute } from '../spans.js';
import { isFound, isSaid, judged, type Promises } from './promise.js';

/** What a run promises of its orders: at most one, sent by its one key, lost by nobody. */
export const orders: Promises = {
  'has at most one order under way, and places none beside it': (step) =>
    judged(
      isSaid(step.happening, 'placeOrder') && (openOrders(step.before).length > 0 || step.after !== step.before),
      () => openOrders(step.after).length === 1 && (openOrders(step.before).length === 0 || sameOrder(step)),
    ),

  'never forgets an order that may have left': (step) =>
    judged(mayHaveLeft(step) && isOfOrders(step), () =>
      [step.after.order, ...step.after.earlierOrders].some((order) => order?.key === step.before.order?.key),
    ),

  'sends an order anew only when it was never seen and four reads found nothing, or when the commerce did not take it':
    ({ before, after, happening, past }) =>
      judged(
        before.state.is === 'ordering' && before.state.sent && isFound(happening, 'order', 'notTaken', 'turnedAway'),
        () => {
          const isUnsent = after.state.is === 'ordering' && !after.state.sent;
          return !isUnsent || (!past.isSeen && (isFound(happening, 'notTaken', 'turnedAway') || past.notFound >= 3));
        },
      ),

  'sends an order three times at most before it asks a person': ({ before, after, happening, now, past }) =>
    judged(
      before.state.is === 'ordering' &&
        before.state.settlingReads === 3 &&
        past.sendings >= 3 &&
        !past.isSeen &&
        showsNowhere(happening),
      () => after.state.is === 'needsAttention' || after.state.is === 'checkout' || !isFresh(now, past),
    ),

  'sends no order that was confirmed more than a day ago': ({ before, after, happening, now, past }) =>
    judged(
      before.state.is === 'ordering' && isFound(happening, 'sending'),
      () => !leaves({ before, after }) || isFresh(now, past),
    ),

  'makes no other order possible while one that was sent may still show': ({ before, after, now, past }) =>
    judged(
      before.state.is === 'ordering' && isOpen(before.order) && past.doubtedAt.length > 0,
      () => after.order !== null || isSettled(after) || now.getTime() - lastDoubt(past) >= 30 * minute,
    ),

  'orders nothing again that it has bought, but for seats that are missing': (step) =>
    judged(isSaid(step.happening, 'placeOrder') && step.after !== step.before && isPurchase(step.after), () =>
      productsOf(step.after.order).every((plan) => !taken(step.before).includes(plan)),
    ),

  'keeps what was taken of an order of two products': ({ before, after }) =>
    judged(before.order?.beside !== undefined && after.order?.key !== before.order.key, () => {
      const records = [...after.earlierOrders, after.order].filter((one) => one?.key === before.order?.key);
      // Of each product it is written down what came of it.
      return records.length === 2 && records.every((one) => one?.outcome !== 'open' && one?.beside === undefined);
    }),

  'leaves no order behind when it is stopped before that was to be sent': ({ before, after, past }) =>
    judged(
      after.state.is === 'stopped' && !isOver(before) && isOpen(before.order) && !past.isToBeSent,
      () => after.order === null,
    ),

  'orders an upgrade only when everyone is written down': ({ before, after, happening }) =>
    judged(
      before.state.is === 'preparing' && before.state.before !== 'reassign' && isFound(happening, 'snapshot'),
      () => {
        const isWhole =
          isFound(happening, 'snapshot') &&
          happening.found.counted !== null &&
          happening.found.taken.people >= happening.found.counted;
        return isWhole || after.state.is === 'preparing';
      },
    ),
};

const isPurchase = ({ order, seatsToBuy }: Run): boolean => order?.kind === 'purchase' && seatsToBuy === null;

/** skuPartNumbers of what is ordered, and of what was bought. */
const productsOf = (order: OrderRecord | null): string[] => (order ? apart(order).map(({ plan }) => plan) : []);
const taken = ({ earlierOrders }: Run): string[] =>
  earlierOrders.flatMap(({ outcome, plan }) => (outcome === 'completed' ? plan : []));

const isFresh = (now: Date, { orderedAt }: Past): boolean =>
  orderedAt !== undefined && now.getTime() - orderedAt.getTime() <= day;

const lastDoubt = ({ doubtedAt }: Past): number => doubtedAt.at(-1)?.getTime() ?? 0;

/** The commerce has said what became of the order. */
const isSettled = ({ earlierOrders, state }: Run): boolean => {
  const outcome = earlierOrders.at(-1)?.outcome;
  // Once one of two plans was bought, the other one is ordered.
  return (
    (outcome === 'declined' && state.is === 'needsAttention') || (outcome === 'completed' && state.is === 'manualBuy')
  );
};

const isOpen = (order: OrderRecord | null): order is OrderRecord => order?.outcome === 'open';
const openOrders = (run: Run): OrderRecord[] => [run.order, ...run.earlierOrders].filter(isOpen);
const sameOrder = ({ before, after }: Step): boolean => openOrders(before)[0]?.key === openOrders(after)[0]?.key;

/** The order is open and may be at Microsoft. */
const mayHaveLeft = ({ before, past }: Step): boolean =>
  isOpen(before.order) && past.sentKeys.includes(before.order.key);

/** What could make a run lose its order. */
const isOfOrders = ({ happening }: Step): boolean =>
  happening.by === 'person' || isFound(happening, 'order', 'notTaken', 'turnedAway', 'problem', 'defect', 'transition');
