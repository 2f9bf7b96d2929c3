import type { Payment } from '../order/payment.js';
import type { BillingCycle, Term } from '../order/term.js';
import type { CoreKind } from '../plans/core-services.js';
import type { BlockerId } from '../tenant/blockers.js';
import type { PassingReason } from '../tenant/worth.js';

/** Why a command changed nothing. Data only: the words are in the locale files. */
export type Refusal =
  /** The card is old; the current one is shown. */
  | { why: 'stale' }
  /** The command does not belong to this state. */
  | { why: 'notNow' }
  | { why: 'notAcknowledged' }
  | { why: 'notConfirmed' }
  | { why: 'unknownPlan'; plan: string }
  /** It is the very plan that is to be left, is sold to others, or to nobody any longer. */
  | { why: 'samePlan' | 'otherMarket' | 'retired'; plan: string; source: string }
  /** Another plan is being upgraded; `source`: which. */
  | { why: 'oneAtATime'; source: string }
  /** People were moved on by another upgrade since: they cannot be moved back past it. */
  | { why: 'afterAnother' }
  /** So many seats of it are not sold. */
  | { why: 'tooManySeats'; plan: string; seats: number; most: number }
  | { why: 'tooFewSeats'; plan: string; seats: number; least: number }
  | { why: 'planNotOffered'; plan: string; blocker: BlockerId }
  | { why: 'quantityBelowAssigned'; quantity: number; assigned: number }
  | { why: 'quantityBelowOwned'; quantity: number; owned: number }
  | { why: 'quantityNotANumber' }
  /** The plan is not sold for that term, or not billed so. */
  | { why: 'termNotSold'; term: Term; billingCycle: BillingCycle }
  | { why: 'quantityTooLarge'; maximum: number }
  | { why: 'nothingChanged' }
  | { why: 'addressField'; field: string; problem: 'missing' | 'tooLong' | 'invalid' }
  | { why: 'invoiceBelowThreshold'; thresholdMinor: number; currency: string }
  /** Whoever pays has no such way to pay. */
  | { why: 'paymentNotOffered'; payment: Payment }
  /** Several may pay, and nobody has said who. */
  | { why: 'payerNotChosen' }
  | { why: 'unknownPayer' }
  /** Microsoft sells only to whoever has attested what it asks for. */
  | { why: 'notAttested' }
  /** The order is large: its quantity is written to confirm it. */
  | { why: 'writeQuantity'; quantity: number; assigned: number }
  /** The order is so large that another admin has to place it too. */
  | { why: 'secondAdmin' }
  | { why: 'unknownSubscription' }
  /** Its seats will not last: they are used only when somebody says so, knowing what will happen then. */
  | { why: 'passingSeats'; because: PassingReason; until: string | null }
  /**
   * It is of another plan than the one chosen, and of none that Microsoft names as a way on: it is taken only when
   * somebody says so, knowing what it lacks (names of services) and, where its seats will not last, that too.
   */
  | {
      why: 'otherPlan';
      plan: string;
      lacks: string[];
      passing: { because: PassingReason; until: string | null } | null;
    }
  /** People would get less of what they depend on. */
  | { why: 'givesLess'; plan: string; less: CoreKind[] }
  | { why: 'tooManyForPilot'; people: number }
  | { why: 'tooManyNamed'; most: number }
  /** Nobody who holds the old plan is called so. */
  | { why: 'nobodyCalled'; names: string[] }
  /** Several people who hold the old plan are called so. */
  | { why: 'severalCalled'; names: string[] }
  /** They hold the old plan only through a group, which moves as a whole. */
  | { why: 'heldByGroup'; names: string[] }
  /** No country is called so. */
  | { why: 'countryUnknown'; country: string }
  /** Nobody is known to be without a usage location, or not those who were named. */
  | { why: 'nobodyToLocate' }
  /** The commerce has no API for it. */
  | { why: 'notByApi' }
  /** The old plan can't be cancelled while somebody holds it. */
  | { why: 'stillHeld'; people: number }
  | { why: 'dateInvalid'; date: string }
  | { why: 'timeInvalid'; time: string }
  /** The person's client did not name a time zone, or an unknown one was written. */
  | { why: 'timeZoneUnknown'; timeZone: string }
  | { why: 'timePast' }
  | { why: 'timeTooFar'; days: number }
  /** The clocks are put forward past it that night. */
  | { why: 'timeSkipped'; time: string }
  /** The old plan was cancelled: there is nothing to go back to. */
  | { why: 'tooLateToUndo' }
  | { why: 'nothingToUndo' }
  /** What everyone had before was deleted since. */
  | { why: 'beforeForgotten' }
  /** The person has changed the run more often than anybody upgrades. */
  | { why: 'tooOften' }
  /** The order was sent: it can't be called back from here. */
  | { why: 'tooLateToStop' };
