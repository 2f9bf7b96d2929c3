import { z } from 'zod';
import type { CommerceFinding } from '../../upgrade/tenant/facts.js';
import { codeSchema, findingSchema, wordSchema } from './code.js';

// The documented sample of a transition's history is in PascalCase, the SDK's in camelCase.
const anyCase = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(
        Object.entries(value).map(([key, inner]) => [key.charAt(0).toLowerCase() + key.slice(1), inner]),
      )
    : value;

const eventSchema = z.preprocess(
  anyCase,
  z.object({
    name: wordSchema,
    status: wordSchema,
    timestamp: z.string().nullish(),
    errors: z.array(z.preprocess(anyCase, findingSchema)).nullish(),
    code: codeSchema,
  }),
);
export type TransitionEvent = z.infer<typeof eventSchema>;

export const transitionSchema = z.preprocess(
  anyCase,
  z.object({
    operationId: z.string().nullish(),
    toCatalogItemId: z.string().nullish(),
    toSubscriptionId: z.string().nullish(),
    quantity: z.number().nullish(),
    events: z.array(eventSchema).nullish(),
  }),
);
export type Transition = z.infer<typeof transitionSchema>;

/** How far a transition has come by its events. */
export type Progress =
  | { is: 'running' }
  | { is: 'failed'; finding: CommerceFinding }
  /** The subscription was converted; moving its people may have failed, which the directory shows. */
  | { is: 'converted'; peopleSettled: boolean; at: string | undefined };

/**
 * Reads the events: one entry a stage, or a log of all changes, of which the last of a stage counts.
 * Only a conversion that failed is a failed order: once converted, the new subscription exists and is billed.
 */
export function progressOf(events: readonly TransitionEvent[]): Progress {
  const latest = new Map<string, TransitionEvent>();
  for (const event of events) {
    const known = latest.get(event.name);
    if (!known || !isEarlier(event, known)) latest.set(event.name, event);
  }
  const conversion = latest.get('conversion');
  const moving = [...latest.values()].filter((event) => event !== conversion);

  if (conversion?.status === 'completed') {
    const peopleSettled =
      moving.length > 0 && moving.every(({ status }) => status === 'completed' || status === 'failed');
    return { is: 'converted', peopleSettled, at: conversion.timestamp ?? undefined };
  }
  const failed = conversion?.status === 'failed' ? conversion : conversion ? undefined : moving.find(isFailed);
  if (!failed) return { is: 'running' };
  return { is: 'failed', finding: failed.errors?.[0] ?? { code: failed.code || 'failed', text: '' } };
}

/** When a transition began; undefined when it does not tell. */
export function startOf(transition: Transition): string | undefined {
  const times = (transition.events ?? []).flatMap(({ timestamp }) => (timestamp ? [timestamp] : []));
  return times.sort((one, other) => Date.parse(one) - Date.parse(other))[0];
}

function isEarlier(one: TransitionEvent, other: TransitionEvent): boolean {
  return Date.parse(one.timestamp ?? '') < Date.parse(other.timestamp ?? '');
}

function isFailed(event: TransitionEvent): boolean {
  return event.status === 'failed';
}
