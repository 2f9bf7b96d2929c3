import type { RealTime } from './base/real-time.js';
import type { Entry } from './knowledge/entry.js';
import type { createKnowledge } from './knowledge/index.js';
import { askedOf, toldOf } from './knowledge/of-plan.js';
import type { Log } from './log.js';
import type { Chooser } from './model/chooser.js';
import { scrub } from './model/scrub.js';
import { codeOf } from './storage/failures.js';
import type { Knowledge } from './teams/index.js';

type Read = ReturnType<typeof createKnowledge>;

/** Reads it when it is asked for first. */
export function readOnce(read: () => Read): () => Read {
  let knowledge: Read | undefined;
  return () => {
    knowledge ??= read();
    return knowledge;
  };
}

/** Right after a start, others have the processor for so long: turns may have waited for it. In milliseconds. */
const firstMs = 2_000;
/** The same between two pieces of the work. */
const betweenMs = 20;

type Reading = { time: Pick<RealTime, 'sleep'>; log: Pick<Log, 'warn'>; stop: AbortSignal };

/**
 * Reads it, and makes it ready for the first question, while nobody waits for it: a little at a time, and turns in between.
 * A defect in it ends the program then, and not at somebody's question.
 */
export async function readBefore(read: () => Read, { time, log, stop }: Reading): Promise<void> {
  await time.sleep(firstMs, stop);
  if (stop.aborted) return;
  try {
    for (const _ of read().preparing()) {
      await time.sleep(betweenMs, stop);
      if (stop.aborted) return;
    }
  } catch (error) {
    // What the disk or the process cannot open at this moment is no defect: it is read when it is asked for.
    if (codeOf(error) === undefined) throw error;
    log.warn({ err: error }, 'the answers to questions could not be read yet');
  }
}

/**
 * The knowledge as the conversation asks it: in the language of whoever asks.
 * @param choose a language model that is asked where the knowledge itself is unsure; undefined: none is
 */
export function knowledgeOf(knowledge: () => Read, choose?: Chooser): Knowledge {
  return {
    ask(question, language, plan) {
      const reply = knowledge().ask(askedOf(question, plan), language);
      const told = (entry: Entry) => toldIn(entry, language, plan);
      switch (reply.is) {
        case 'answer':
          return { is: 'sure', known: told(reply.entry) };
        case 'likely':
          return { is: 'likely', known: told(reply.entries[0]), other: told(reply.entries[1]) };
        case 'unsure':
          return { is: 'which', known: reply.entries.map(told) };
        case 'unknown':
          return reply;
        default:
          return reply satisfies never;
      }
    },
    choose: choose && ((question, language, about) => chosen(knowledge(), choose, question, language, about)),
  };
}

const toldIn = (entry: Entry, language: string, plan: string | undefined) => ({
  ...toldOf(entry, language, plan),
  link: entry.link,
  tenant: entry.tenant,
});

/** What the model chose of our own entries; it is sent no word that may name anybody. */
async function chosen(
  { entries, maySend }: Read,
  choose: Chooser,
  question: string,
  language: string,
  { plan, names }: Asked,
): Promise<Known | undefined> {
  const hidden = new Set(names.flatMap((name) => name.toLocaleLowerCase('en').match(/[\p{L}\p{N}]+/gu) ?? []));
  const sent = scrub(askedOf(question, plan), (word) => maySend(word) && !hidden.has(word));
  if (!/\p{L}/u.test(sent)) return undefined;
  const reply = await choose(
    sent,
    entries.map(({ id, question: asked }) => ({ id, question: asked.en })),
  );
  const entry = reply?.is === 'chosen' ? entries.find(({ id }) => id === reply.id) : undefined;
  return entry && toldIn(entry, language, plan);
}

type Asked = Parameters<NonNullable<Knowledge['choose']>>[2];
type Known = Awaited<ReturnType<NonNullable<Knowledge['choose']>>>;
