import { z } from 'zod';

/** The languages the knowledge is written in. */
const languages = ['en', 'sv'] as const;
export type Language = (typeof languages)[number];

const text = z.string().trim().min(1);
const inEach = <T extends z.ZodType>(schema: T) => z.strictObject({ en: schema, sv: schema });

/** What is in a file of entries. */
export const entriesSchema = z.array(
  z.strictObject({
    id: z.string().regex(/^[a-z0-9-]+$/),
    /** The question as it is shown. */
    question: inEach(text),
    /** Under 600 characters, so that it fits a card beside its link. */
    answer: inEach(text.max(599)),
    /** Other ways to ask; searched, never shown. "{plan}" stands for the name of any plan. */
    alternatives: inEach(z.array(text).min(1)),
    /** A public Microsoft page, or a page of the admin center. */
    link: z.url({ protocol: /^https$/, hostname: /^(learn|go|support|www)\.microsoft\.com$/ }),
    /** Where the answer is from. */
    source: z.strictObject({
      /** A page of Microsoft's, also one of its repositories; README.md where the answer is about this assistant. */
      page: z.union([
        z.url({ protocol: /^https$/, hostname: /^(learn|support)\.microsoft\.com$/ }),
        z.string().startsWith('https://github.com/MicrosoftDocs/'),
        z.literal('README.md'),
      ]),
      /** The date that the page itself bears, where it bears one. */
      dated: z.iso.date().optional(),
      /** The day, or the month, it was read. */
      read: z.string().regex(/^\d{4}-\d{2}(-\d{2})?$/),
    }),
    /** What can be told of the person's own tenant instead of the answer. */
    tenant: z
      .enum([
        'people',
        'creditCheck',
        'canUpgrade',
        'losses',
        'gains',
        'whoCan',
        'seats',
        'addOns',
        'renewal',
        'price',
        'progress',
        'failures',
        'finish',
        'billed',
        'stopping',
        'undoing',
        'told',
      ])
      .optional(),
  }),
);

/** A question that admins ask, with its answer. */
export type Entry = z.infer<typeof entriesSchema>[number];
