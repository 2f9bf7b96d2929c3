import { z } from 'zod';
import { services } from '../ports.js';

/** How long something has held a run up, and whether its followers were told. */
const held = { since: z.string(), told: z.boolean() };

/** Why a run waits longer than the work takes: what Microsoft shows does not tell how things stand. */
export const holdupSchema = z.discriminatedUnion('is', [
  /**
   * Microsoft's answers do not agree: `counted` licences of the plan are assigned, and `found` people who hold one were
   * found.
   */
  z.object({ is: z.literal('countDiffers'), counted: z.number().int(), found: z.number().int(), ...held }),
  /** Microsoft says how something stands in a word that it does not document. */
  z.object({ is: z.literal('unknownWord'), word: z.string(), ...held }),
  /** Microsoft reviews the customer's account before it does what it was asked for. */
  z.object({ is: z.literal('accountReview'), ...held }),
  /** What is asked does not answer, asks for patience, or answers with what cannot be read; null: several of them. */
  z.object({
    is: z.literal('noAnswer'),
    service: z.enum(services).nullable(),
    how: z.enum(['silent', 'busy', 'unreadable']),
    ...held,
  }),
]);
export type Holdup = z.infer<typeof holdupSchema>;
