import { z } from 'zod';
import { remedies } from '../ports.js';

/** A refusal in Microsoft's own code and words, and what would let the request through where that is known. */
export const saidSchema = z.object({ code: z.string(), text: z.string(), remedy: z.enum(remedies).optional() });
