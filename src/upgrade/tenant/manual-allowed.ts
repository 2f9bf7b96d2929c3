import type { Assessment } from './assessment.js';
import { blockerFacts } from './blocker-facts.js';

/**
 * Whether the article lets the admin go the manual way from here: from an answer with plans, or when no blocker
 * stands that must be waited out (an unhealthy service, another upgrade or a credit check under way).
 */
export function manualAllowed(assessment: Assessment): boolean {
  switch (assessment.is) {
    case 'available':
    case 'askTheAdmin':
      return true;
    case 'blocked':
      return assessment.blockers.every((blocker) => blockerFacts[blocker.id].manual);
    case 'notDirect':
    case 'noSource':
      return false;
    default: {
      const never: never = assessment;
      return never;
    }
  }
}
