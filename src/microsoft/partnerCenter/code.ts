import { z } from 'zod';
import type { CommerceFinding } from '../../upgrade/tenant/facts.js';

/** Partner Center gives codes as numbers or as text, by page and by year. */
export const codeSchema = z
  .union([z.string(), z.number()])
  .nullish()
  .transform((code) => String(code ?? '').trim());

/** An error of an eligibility, a transition event or an order group, as it stands on the wire. */
export const findingSchema = z
  .object({ code: codeSchema, description: z.string().nullish() })
  .transform(({ code, description }): CommerceFinding => ({ code, text: description ?? '' }));

/** A word of an enumeration as it came, '' when it is missing; some come as their number. */
export const wordSchema = z
  .union([z.string(), z.number()])
  .nullish()
  .transform((word) => String(word ?? '').trim());
