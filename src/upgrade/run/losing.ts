import { z } from 'zod';

/** What the mailboxes are, where the plan gives them less room. */
const mailSchema = z.discriminatedUnion('is', [
  z.object({
    is: z.literal('read'),
    /** The day that the usage report is of (ISO); null where it does not tell. */
    asOf: z.string().nullable(),
    /** The report conceals names: what is counted are all mailboxes of the organization. */
    concealed: z.boolean(),
    /** Mailboxes that hold more than the plan lets them. */
    over: z.number().int(),
    /** Mailboxes with an archive; null where the report does not tell. */
    archives: z.number().int().nullable(),
  }),
  z.object({
    is: z.literal('notRead'),
    /** `denied`: the app lacks Reports.Read.All. */
    why: z.enum(['denied', 'noAnswer']),
  }),
]);

/** Who loses what by the move to a plan that has less than the one that is left. */
export const losingSchema = z.object({
  /** People for whom something is switched on that they would be without. */
  people: z.number().int(),
  /** How many have each of these services on, by Microsoft's name for it; also of what nobody has on. */
  services: z.record(z.string(), z.number().int()),
  /** null where mailboxes keep their room. */
  mail: mailSchema.nullable(),
  /** When it was read (ISO). */
  readAt: z.string(),
});
export type LosingRead = z.infer<typeof losingSchema>;
