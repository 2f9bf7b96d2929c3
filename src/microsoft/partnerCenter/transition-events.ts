import { z } from 'zod';
import type { CommerceFinding } from '../../upgrade/tenant/facts.js';
import { plainWord } from '../words.js';
import { codeSchema, findingSchema, wordSchema } from './code.js';
import { momentOf } from './time.js';

const eventSchema = z.object({
  name: wordSchema,
  status: wordSchema,
  timestamp: z.string().nullish(),
  errors: z.array(findingSchema).nullish(),
  code: codeSchema,
});
export type TransitionEvent = z.infer<typeof eventSchema>;

export const transitionSchema = z.object({
  operationId: z.string().nullish(),
  toCatalogItemId: z.string().nullish(),
  toSubscriptionId: z.string().nullish(),
  quantity: z.number().nullish(),
  events: z.array(eventSchema).nullish(),
});
export type Transition = z.infer<typeof transitionSchema>;

/**
 * The stages of a transition: Microsoft's pages call the second `LicenseReassignment`, its SDK `SeatReassignment`.
 * @see https://learn.microsoft.com/partner-center/developer/transition-resources (TransitionEvent, read 2023-09-22)
 */
const stages: ReadonlyMap<string, 'conversion' | 'moving'> = new Map([
  ['conversion', 'conversion'],
  ['licensereassignment', 'moving'],
  ['seatreassignment', 'moving'],
]);

/** How a stage stands. Its page knows `Started`, `Completed` and `Failed`; its SDK `InProgress` too. */
const standings: ReadonlyMap<string, 'running' | 'completed' | 'failed'> = new Map([
  ['started', 'running'],
  ['inprogress', 'running'],
  ['completed', 'completed'],
  ['failed', 'failed'],
]);

/** How far a transition has come by its events. */
export type Progress =
  | { is: 'running' }
  | { is: 'failed'; finding: CommerceFinding }
  /** The subscription was converted; moving its people may have failed, which the directory shows. */
  | { is: 'converted'; peopleSettled: boolean; at: string | undefined }
  /** The conversion stands in a way that is not documented. */
  | { is: 'unclear'; word: string };

/**
 * Reads the events: one entry a stage, or a log of all changes, of which the last of a stage counts. Stages that are not
 * documented say nothing. Only a conversion that failed is a failed order: once converted, the new subscription exists
 * and is billed.
 */
export function progressOf(events: readonly TransitionEvent[]): Progress {
  const conversion = latestOf(events, 'conversion');
  const moving = latestOf(events, 'moving');
  const converted = conversion && standings.get(plainWord(conversion.status));
  const moved = moving && standings.get(plainWord(moving.status));
  if (conversion && converted === undefined) return { is: 'unclear', word: conversion.status };
  if (conversion && converted === 'completed') {
    const peopleSettled = moved === 'completed' || moved === 'failed';
    return { is: 'converted', peopleSettled, at: conversion.timestamp ?? undefined };
  }
  const failed = converted === 'failed' ? conversion : !conversion && moved === 'failed' ? moving : undefined;
  if (!failed) return { is: 'running' };
  return { is: 'failed', finding: failed.errors?.[0] ?? { code: failed.code || 'failed', text: '' } };
}

function latestOf(events: readonly TransitionEvent[], stage: 'conversion' | 'moving'): TransitionEvent | undefined {
  const ofStage = events.filter(({ name }) => stages.get(plainWord(name)) === stage);
  return ofStage.reduce<TransitionEvent | undefined>(
    (latest, event) => (latest && isEarlier(event, latest) ? latest : event),
    undefined,
  );
}

/** When a transition began; undefined when it does not tell. */
export function startOf(transition: Transition): string | undefined {
  const times = (transition.events ?? []).flatMap(({ timestamp }) => (timestamp ? [timestamp] : []));
  return times.sort((one, other) => momentOf(one) - momentOf(other))[0];
}

function isEarlier(one: TransitionEvent, other: TransitionEvent): boolean {
  return momentOf(one.timestamp) < momentOf(other.timestamp);
}
