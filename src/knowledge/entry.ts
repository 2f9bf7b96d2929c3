import { z } from 'zod';

/** A language the knowledge is written in, by its code. */
export type Language = string;

const text = z.string().trim().min(1);
const inEach = <T extends z.ZodType>(schema: T) => z.strictObject({ en: schema, sv: schema });

/** The question as it is shown. */
const question = text;
/** Under 600 characters, so that it fits a card beside its link. "{source}" stands for the plan that is left. */
const answer = text.max(599);
/** Other ways to ask; searched, never shown. "{plan}" stands for the name of any plan. */
const alternatives = z.array(text).min(1);

/** What is in a file of entries. */
export const entriesSchema = z.array(
  z.strictObject({
    id: z.string().regex(/^[a-z0-9-]+$/),
    question: inEach(question),
    answer: inEach(answer),
    /** The answer where another plan than Office 365 E4 is left, if it cannot be told as of E4. */
    others: inEach(answer).optional(),
    alternatives: inEach(alternatives),
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

/** What is in a file of another language: the entries of the file beside its folder, by their id. */
export const translationsSchema = z.record(
  z.string(),
  z.strictObject({ question, answer, others: answer.optional(), alternatives }),
);
export type Translations = z.infer<typeof translationsSchema>;

type Written = z.infer<typeof entriesSchema>[number];
type InEach<T> = { en: T; sv: T } & Readonly<Record<Language, T>>;

/** A question that admins ask, with its answer, as they are of Office 365 E4. */
export type Entry = Omit<Written, 'question' | 'answer' | 'others' | 'alternatives'> & {
  question: InEach<string>;
  answer: InEach<string>;
  alternatives: InEach<string[]>;
  /** The same for any other plan that is left, which "{source}" stands for. */
  written: { question: InEach<string>; answer: InEach<string> };
};

/** @throws when it was not written in the language */
export function inLanguage<T>(each: Readonly<Record<Language, T>>, language: Language): T {
  const written = each[language];
  if (written === undefined) throw new Error(`the knowledge is not written in ${language}`);
  return written;
}
