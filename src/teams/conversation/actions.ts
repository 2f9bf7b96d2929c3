import { z } from 'zod';
import { addressSchema } from '../../upgrade/order/address.js';
import { billingCycleSchema, paymentSchema } from '../../upgrade/order/order.js';
import { type Command, commandSchema, type Verb } from '../../upgrade/run/commands.js';
import { usualPermissions } from '../../upgrade/run/decide.js';
import { reportFiles } from '../reports/files.js';
import type { Ask, OnCard } from './ask.js';
import { reportFrom, reportSchema } from './tab-report.js';

/**
 * Reads what a button sent: a verb, the card's own data and the inputs, all of it untrusted. Fields that are not
 * known are ignored; a field of a wrong type, or one that is missing, makes the whole action unusable.
 */

const longestInput = 1_000;
/** Two hundred names, generously. */
const longestNames = 20_000;

const actionSchema = z.object({
  verb: z.string().max(100),
  data: z.record(z.string().max(200), z.unknown()).optional().default({}),
});

/** Inputs arrive as text. What is no number becomes NaN, which the cart's own rules answer for. */
const numberInput = z
  .union([z.number(), z.string().max(longestInput)])
  .transform((value) => (typeof value === 'number' ? value : readNumber(value)));

const tickInput = z.union([
  z.boolean(),
  z
    .string()
    .max(longestInput)
    .transform((value) => value === 'true'),
]);

/** An input that was left empty arrives as ''. */
const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema.optional());

const short = z.string().min(1).max(200);
const cartInput = z.object({ billingCycle: optional(billingCycleSchema), quantity: optional(numberInput) });

type Data = Record<string, unknown>;

const hasNames = ({ people }: Data): boolean => people !== undefined && people !== '';

/** @returns the command's own fields; throws a ZodError when they cannot be used. */
const fieldsOf: { [V in Verb]: (data: Data) => Omit<Extract<Command, { do: V }>, 'do'> } = {
  check: () => ({}),
  status: () => ({}),
  watch: () => ({}),
  reportTab: (data) => reportFrom(reportSchema.parse(data)),
  taskDone: () => ({}),
  upgradeManually: () => ({}),
  choosePlan: (data) => z.object({ plan: short }).parse(data),
  acknowledge: (data) => z.object({ understood: tickInput.default(false) }).parse(data),
  schedule: (data) =>
    z
      .object({ date: z.string().max(40), time: z.string().max(20), timeZone: optional(z.string().max(100)) })
      .parse(data),
  unschedule: () => ({}),
  startNow: () => ({}),
  useSubscription: (data) => z.object({ subscription: short }).parse(data),
  buyNew: () => ({}),
  buyMore: () => ({}),
  buyByHand: () => ({}),
  updateCart: (data) => cartInput.parse(data),
  goToCheckout: (data) => cartInput.parse(data),
  changeSoldTo: (data) => ({ address: addressIn(data, 'soldTo_') }),
  changeBilledTo: (data) => ({ address: addressIn(data, 'billedTo_') }),
  changePayment: (data) => z.object({ payment: paymentSchema }).parse(data),
  backToCart: () => ({}),
  placeOrder: () => ({}),
  reassign: (data) =>
    hasNames(data)
      ? { pilot: 0, people: z.string().max(longestNames).parse(data.people) }
      : z.object({ pilot: numberInput.pipe(z.number().int().nonnegative()).default(0) }).parse(data),
  retryFailed: () => ({}),
  undo: () => ({}),
  cancelOld: (data) => z.object({ confirm: tickInput.default(false) }).parse(data),
  keepOld: () => ({}),
  pause: () => ({}),
  resume: () => ({}),
  retry: () => ({}),
  stop: () => ({}),
  follow: () => ({}),
  unfollow: () => ({}),
};

/** Turns a button's action into what the person asks for. Never throws. */
export function readAction(action: unknown): Ask {
  const parsed = actionSchema.safeParse(action);
  if (!parsed.success) return { is: 'unknownAction' };
  const { verb, data } = parsed.data;
  const on = cardOf(data);
  switch (verb) {
    case 'help':
      return { is: 'help' };
    case 'comparePlans':
    case 'report':
      return { is: verb, on };
    case 'saveReport': {
      const chosen = z.object({ file: z.enum(reportFiles) }).safeParse(data);
      return chosen.success ? { is: 'saveReport', file: chosen.data.file, on } : { is: 'badInput', on };
    }
    case 'history': {
      const page = numberInput.pipe(z.number().int().min(0).max(1_000)).safeParse(data.page ?? 0);
      return page.success ? { is: 'history', page: page.data } : { is: 'badInput' };
    }
    case 'ask': {
      const asked = z.object({ question: short }).safeParse(data);
      return asked.success ? { is: 'noAnswer', question: asked.data.question } : { is: 'badInput' };
    }
    case 'scenarios':
      return { is: 'scenarios' };
    case 'useScenario': {
      const chosen = z.object({ scenario: short }).safeParse(data);
      return chosen.success ? { is: 'useScenario', scenario: chosen.data.scenario } : { is: 'badInput' };
    }
    default:
      return isVerb(verb) ? readCommand(verb, data, on) : { is: 'unknownAction' };
  }
}

function readCommand(verb: Verb, data: Data, on: OnCard | undefined): Ask {
  const onlyLooks = usualPermissions[verb] === 'see';
  // Without the revision a double click or an old card could not be told from a fresh one.
  if (!onlyLooks && on?.revision === undefined) return { is: 'badInput' };
  try {
    const command = { do: verb, ...fieldsOf[verb](data) } as Command;
    // A quantity that is no number is refused by the cart, in words; everything else must fit the command's shape.
    if (!hasNaN(command)) commandSchema.parse(command);
    return { is: 'command', command, on };
  } catch (error) {
    if (error instanceof z.ZodError) return { is: 'badInput', on };
    throw error;
  }
}

function cardOf(data: Data): OnCard | undefined {
  const runId = short.safeParse(data.runId);
  if (!runId.success) return undefined;
  const revision = numberInput.pipe(z.number().int().positive()).safeParse(data.revision);
  return { runId: runId.data, revision: revision.success ? revision.data : undefined };
}

function addressIn(data: Data, prefix: 'soldTo_' | 'billedTo_') {
  const fields = Object.keys(addressSchema.shape).flatMap((field) => {
    const value = data[prefix + field] ?? data[field];
    return value === undefined ? [] : [[field, z.string().max(longestInput).parse(value)] as const];
  });
  return addressSchema.partial().parse(Object.fromEntries(fields));
}

function readNumber(text: string): number {
  const digits = text.replace(/\s/g, '').replace(',', '.');
  return /^[+-]?\d{1,12}(\.\d{1,6})?$/.test(digits) ? Number(digits) : Number.NaN;
}

const isVerb = (verb: string): verb is Verb => Object.hasOwn(usualPermissions, verb);
const hasNaN = (command: Command): boolean => 'quantity' in command && Number.isNaN(command.quantity);
