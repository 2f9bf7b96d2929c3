import { z } from 'zod';
import { addressSchema } from '../../../upgrade/order/address.js';
import { billingCycleSchema, paymentSchema } from '../../../upgrade/order/order.js';
import { termSchema } from '../../../upgrade/order/term.js';
import { type Command, commandSchema, type Verb } from '../../../upgrade/run/commands.js';
import { onlyLooks } from '../../../upgrade/run/decide.js';
import { isVerb } from '../../cards/frame/is-verb.js';
import { reportFiles } from '../../cards/report-file.js';
import type { Ask, OnCard } from './ask.js';
import { countryFrom } from './country.js';
import { tabReportFrom, tabReportSchema } from './tab-report.js';

/**
 * Reads what a button sent: a verb, the card's own data and the inputs, all of it untrusted. Fields that are not
 * known are ignored; a field of a wrong type, or one that is missing, makes the whole action unusable.
 */

const longestInput = 1_000;
/** Two hundred names, generously. */
const longestNames = 20_000;
/** Two thousand sign-in names. */
const longestPart = 100_000;

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

const pageInput = numberInput.pipe(z.number().int().min(0).max(1_000));
const fileInput = z.enum(reportFiles);
const short = z.string().min(1).max(200);
const cartInput = z.object({
  billingCycle: optional(billingCycleSchema),
  term: optional(termSchema),
  quantity: optional(numberInput),
  quantityBeside: optional(numberInput),
});

type Data = Record<string, unknown>;

const hasNames = ({ people }: Data): boolean => people !== undefined && people !== '';

type FieldsOf<V extends Verb> = Omit<Extract<Command, { do: V }>, 'do'>;
type WithFields = { [V in Verb]: keyof FieldsOf<V> extends never ? never : V }[Verb];

/** What is sent with each command that has fields; each schema is made once. */
const inputs = {
  taskDone: z.object({ renewal: optional(z.literal('off')) }),
  choosePlan: z.object({ plan: short }),
  splitPeople: z.object({
    plan: z.string().max(200).default(''),
    rest: z.string().max(200).default(''),
    by: z.enum(['people', 'group', 'department']).default('people'),
    who: z.string().max(longestPart).default(''),
  }),
  acknowledge: z.object({ understood: tickInput.default(false) }),
  schedule: z.object({ date: z.string().max(40), time: z.string().max(20), timeZone: optional(z.string().max(100)) }),
  useSubscription: z.object({ subscription: short, accept: tickInput.default(false) }),
  changePayment: z.object({ payment: paymentSchema }),
  changePayer: z.object({ payer: short }),
  placeOrder: z.object({ attested: optional(tickInput), quantity: optional(numberInput) }),
  pilot: z.object({ pilot: numberInput.pipe(z.number().int().nonnegative()).default(0) }),
  people: z.string().max(longestNames),
  cancelOld: z.object({ confirm: tickInput.default(false) }),
  /** Those who are ticked arrive as one text, and none at all never comes to mean everyone; a country that is typed goes before the one that is offered. */
  setLocation: z
    .object({
      country: z.string().max(100),
      other: optional(z.string().max(100)),
      people: z.string().max(longestInput).default(''),
      again: tickInput.default(false),
    })
    .transform(({ country, other, people, again }) => ({
      country: other === undefined ? country : (countryFrom(other) ?? other),
      people: people.split(',').filter((id) => id !== ''),
      again,
    })),
};
const revisionInput = numberInput.pipe(z.number().int().positive());
const addressField = z.string().max(longestInput);
const addressInput = addressSchema.partial();

/** The fields of each command that has any, from what was sent. They throw a ZodError when it cannot be used. */
const fieldsOf: { [V in WithFields]: (data: Data) => FieldsOf<V> } = {
  check: (data) => z.object({ source: optional(short) }).parse(data),
  reportTab: (data) => tabReportFrom(tabReportSchema.parse(data)),
  taskDone: (data) => inputs.taskDone.parse(data),
  choosePlan: (data) => inputs.choosePlan.parse(data),
  splitPeople: (data) => {
    const { plan, rest, by, who } = inputs.splitPeople.parse(data);
    return { plan, rest, ...(who.trim() === '' ? {} : { [by]: who }) };
  },
  acknowledge: (data) => inputs.acknowledge.parse(data),
  schedule: (data) => inputs.schedule.parse(data),
  useSubscription: (data) => inputs.useSubscription.parse(data),
  updateCart: (data) => cartInput.parse(data),
  goToCheckout: (data) => cartInput.parse(data),
  changeSoldTo: (data) => ({ address: addressIn(data, 'soldTo_') }),
  changeBilledTo: (data) => ({ address: addressIn(data, 'billedTo_') }),
  changePayment: (data) => inputs.changePayment.parse(data),
  changePayer: (data) => inputs.changePayer.parse(data),
  placeOrder: (data) => inputs.placeOrder.parse(data),
  reassign: (data) =>
    hasNames(data) ? { pilot: 0, people: inputs.people.parse(data.people) } : inputs.pilot.parse(data),
  cancelOld: (data) => inputs.cancelOld.parse(data),
  setLocation: (data) => inputs.setLocation.parse(data),
};

/** Whether a verb alone is a whole command. */
export const needsNoFields = (verb: Verb): verb is Exclude<Verb, WithFields> => !Object.hasOwn(fieldsOf, verb);

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
      return readAs(pageInput, data.page ?? 0, (page) => ({ is: verb, on, page }), on);
    case 'report':
      return { is: verb, on };
    case 'saveReport':
      return readAs(fileInput, data.file, (file) => ({ is: verb, file, on }), on);
    case 'history':
      return readAs(pageInput, data.page ?? 0, (page) => ({ is: verb, page }));
    case 'ask':
      return readAs(short, data.question, (question) => ({ is: 'noAnswer', question }));
    case 'scenarios':
      return { is: 'scenarios' };
    case 'useScenario':
      return readAs(short, data.scenario, (scenario) => ({ is: verb, scenario }));
    default:
      return isVerb(verb) ? readCommand(verb, data, on) : { is: 'unknownAction' };
  }
}

/** The run that an action's card stands for; undefined where it names none. Untrusted. */
export function onCard(action: unknown): OnCard | undefined {
  const parsed = actionSchema.safeParse(action);
  return parsed.success ? cardOf(parsed.data.data) : undefined;
}

function readAs<T>(schema: z.ZodType<T>, value: unknown, ask: (read: T) => Ask, on?: OnCard): Ask {
  const read = schema.safeParse(value);
  return read.success ? ask(read.data) : { is: 'badInput', on };
}

function readCommand(verb: Verb, data: Data, on: OnCard | undefined): Ask {
  // Without the revision a double click or an old card could not be told from a fresh one.
  if (!onlyLooks(verb) && on?.revision === undefined) return { is: 'badInput' };
  try {
    const command = (needsNoFields(verb) ? { do: verb } : { do: verb, ...fieldsOf[verb](data) }) as Command;
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
  const revision = revisionInput.safeParse(data.revision);
  return { runId: runId.data, revision: revision.success ? revision.data : undefined };
}

function addressIn(data: Data, prefix: 'soldTo_' | 'billedTo_') {
  const fields = Object.keys(addressSchema.shape).flatMap((field) => {
    const value = data[prefix + field] ?? data[field];
    return value === undefined ? [] : [[field, addressField.parse(value)] as const];
  });
  return addressInput.parse(Object.fromEntries(fields));
}

function readNumber(text: string): number {
  const digits = text.replace(/\s/g, '').replace(',', '.');
  return /^[+-]?\d{1,12}(\.\d{1,6})?$/.test(digits) ? Number(digits) : Number.NaN;
}

const hasNaN = (command: Command): boolean =>
  ('quantity' in command && Number.isNaN(command.quantity)) ||
  ('quantityBeside' in command && Number.isNaN(command.quantityBeside));
