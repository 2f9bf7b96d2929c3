import { type Address, addressSchema } from '../../../upgrade/order/address.js';
import { displayName, isSourcePlan, suites, targetSkus } from '../../../upgrade/plans/plans.js';
import { plansToChoose } from '../../../upgrade/run/plan-choices.js';
import type { Run, RunState } from '../../../upgrade/run/run.js';
import { isAcceptable } from '../../../upgrade/tenant/worth.js';
import { meanings } from './said.js';
import { lower } from './vocabulary.js';

/** What stands after a word: a number, a plan, a subscription, an address. undefined when it is none. */

/** A whole number, with or without spaces between its digits. */
export function numberFrom(text: string): number | undefined {
  const digits = text.replaceAll(' ', '');
  return /^\d{1,9}$/.test(digits) ? Number(digits) : undefined;
}

/** How many licences: "25", or of two products in the cart "25 and 10". */
export function quantitiesFrom(text: string): { quantity: number; quantityBeside?: number } | undefined {
  const [, one = text, other] = /^(\d[\d ]*?) ?(?:\p{L}+|[+/;]|, ) ?(\d[\d ]*)$/u.exec(text) ?? [];
  const [quantity, quantityBeside] = [numberFrom(one), other === undefined ? undefined : numberFrom(other)];
  if (quantity === undefined) return undefined;
  return quantityBeside === undefined ? { quantity } : { quantity, quantityBeside };
}

/** A plan, said alone: by its name, its skuPartNumber, or, where one is to be chosen, its number in the list on the card. */
export function planFrom(text: string, run: Run | undefined): string | undefined {
  return planNamed(text, run) ?? (run && choosing.includes(run.state.is) ? planNumbered(text, run) : undefined);
}

/** A plan that is said to be chosen: the same, and by its number wherever the list may be looked at. */
export function planChosen(text: string, run: Run | undefined): string | undefined {
  return planNamed(text, run) ?? (run && planNumbered(text, run));
}

function planNamed(text: string, run: Run | undefined): string | undefined {
  const wanted = lower(text);
  const isCalledSo = (sku: string) => wanted === lower(sku) || wanted === lower(displayName(sku));
  const plans = run ? [...plansToChoose(run), ...plansToName(run)] : targetSkus;
  return plans.find(isCalledSo);
}

function planNumbered(text: string, run: Run): string | undefined {
  const number = numberFrom(text);
  return number === undefined ? undefined : plansToChoose(run)[number - 1];
}

/** Plans that can be named though they are not in the list: what can't be chosen is answered for. */
function plansToName({ assessment }: Run): readonly string[] {
  const isFromE4 = assessment.is === 'noSource' || isSourcePlan(assessment.source.sku);
  return isFromE4 ? targetSkus : suites;
}

const choosing: readonly RunState['is'][] = ['assessed', 'choosingPlan'];

/** A subscription by its number in the list on the card. */
export function subscriptionFrom(text: string, run: Run | undefined): string | undefined {
  const number = numberFrom(text);
  return number === undefined || run === undefined ? undefined : listedIn(run)[number - 1]?.subscriptionId;
}

/** What a card offers to use instead of buying: in step 2 those that are there, and will not last. */
function listedIn({ state, assessment }: Run): readonly { subscriptionId: string }[] {
  if (state.is === 'adminTask') return state.others;
  if (state.is === 'manualVerify') return (state.seen?.passing ?? []).filter(({ because }) => isAcceptable(because));
  return assessment.is === 'noSource' ? [] : assessment.source.owned;
}

/** Somebody who may pay, by their number in the list on the card or by their name. */
export function payerFrom(text: string, run: Run | undefined): string | undefined {
  const payers = run?.checkout?.payers ?? [];
  const named = payers.filter(({ name }) => name !== null && lower(name) === lower(text));
  if (named.length === 1) return named[0]?.id;
  return payers[(numberFrom(text) ?? 0) - 1]?.id;
}

const fields = Object.keys(addressSchema.shape) as (keyof Address)[];
const fieldNames = new Map([...meanings(fields), ...fields.map((field) => [lower(field), field] as const)]);

/** "city: Oslo; postal code: 0150": fields by name, with ";" between them. */
export function addressFrom(text: string): Partial<Address> | undefined {
  const address: Partial<Address> = {};
  for (const part of text.split(';')) {
    const [, name, value] = /^\s*([^:]+?)\s*:\s*(.*?)\s*$/.exec(part) ?? [];
    const field = name === undefined ? undefined : fieldNames.get(lower(name).replaceAll(' ', ''));
    if (field === undefined || value === undefined) return undefined;
    address[field] = value;
  }
  return address;
}
