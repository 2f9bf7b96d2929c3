import type { LicensedGroup, ServicePlanStatus, SubscriptionStatus } from '../../upgrade/tenant/facts.js';
import { subscriptionStatusSchema } from '../../upgrade/tenant/facts.js';
import { plainWord } from '../words.js';

/**
 * The words of Graph's enumerations that are read here. Each comes in whatever case, and a word that is not documented
 * stays what it is: nothing is ready, moved or ended by it.
 */

type Words<Word extends string> = ReadonlyMap<string, Word>;

function wordsOf<Word extends string>(words: readonly Word[]): Words<Word> {
  return new Map(words.map((word): [string, Word] => [plainWord(word), word]));
}

const read = <Word extends string>(words: Words<Word>, word: string | null | undefined): Word | undefined =>
  words.get(plainWord(word ?? ''));

const statuses = wordsOf(subscriptionStatusSchema.options);

/**
 * `status` of a companySubscription, `capabilityStatus` of a subscribedSku.
 * @see https://learn.microsoft.com/graph/api/resources/companysubscription
 */
export const statusOf = (word: string | null | undefined): SubscriptionStatus => read(statuses, word) ?? 'Unknown';

const provisioning = wordsOf([
  'Success',
  'Disabled',
  'Error',
  'PendingInput',
  'PendingActivation',
  'PendingProvisioning',
]);

/** @see https://learn.microsoft.com/graph/api/resources/serviceplaninfo (provisioningStatus) */
export const provisioningOf = (word: string | null | undefined): string =>
  read(provisioning, word) ?? word?.trim() ?? '';

/** Whom a service is for. One that does not say so in a documented word is taken to be for people: they would miss it. */
export const appliesToOf = (word: string | null | undefined): ServicePlanStatus['appliesTo'] =>
  plainWord(word ?? '') === 'company' ? 'Company' : 'User';

const licenceStates = wordsOf(['Active', 'ActiveWithError', 'Disabled', 'Error']);
const licenceErrors = wordsOf([
  'CountViolation',
  'MutuallyExclusiveViolation',
  'DependencyViolation',
  'ProhibitedInUsageLocationViolation',
  'UniquenessViolation',
  'Other',
]);

/** @see https://learn.microsoft.com/graph/api/resources/licenseassignmentstate (state) */
export const licenceStateOf = (word: string | null | undefined): string =>
  read(licenceStates, word) ?? word?.trim() ?? '';

/** Null when there is none: "None" is seen in practice where the documentation says null. */
export function licenceErrorOf(word: string | null | undefined): string | null {
  const plain = plainWord(word ?? '');
  return plain === '' || plain === 'none' ? null : (licenceErrors.get(plain) ?? word?.trim() ?? null);
}

const processing: ReadonlyMap<string, LicensedGroup['processing']> = new Map([
  ['queuedforprocessing', 'queued'],
  ['processinginprogress', 'inProgress'],
  ['processingcomplete', 'complete'],
]);

/** @see https://learn.microsoft.com/graph/api/resources/licenseprocessingstate */
export const processingOf = (word: string | null | undefined): LicensedGroup['processing'] =>
  processing.get(plainWord(word ?? '')) ?? 'unknown';

/** A country by ISO 3166-1 alpha-2, in capitals; null when none is set, without which no licence is given. */
export const usageLocationOf = (word: string | null | undefined): string | null => word?.trim().toUpperCase() || null;

/** Whether an issue is only an advisory: those are open at all times and leave services usable. */
export const isAdvisory = (classification: string | null | undefined): boolean =>
  plainWord(classification ?? '') === 'advisory';
