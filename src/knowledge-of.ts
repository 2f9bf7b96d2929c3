import type { Entry } from './knowledge/entry.js';
import type { createKnowledge } from './knowledge/index.js';
import { askedOf, toldOf } from './knowledge/of-plan.js';
import type { Log } from './log.js';
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

/** Reads it while nobody waits for it; a defect in it ends the program then, and not at somebody's question. */
export function readBefore(read: () => Read, log: Pick<Log, 'warn'>): void {
  try {
    read();
  } catch (error) {
    // What the disk or the process cannot open at this moment is no defect: it is read when it is asked for.
    if (codeOf(error) === undefined) throw error;
    log.warn({ err: error }, 'the answers to questions could not be read yet');
  }
}

/** The knowledge as the conversation asks it: in the language of whoever asks. */
export function knowledgeOf(knowledge: () => Read): Knowledge {
  return {
    ask(question, language, plan) {
      const reply = knowledge().ask(askedOf(question, plan), language);
      const told = (entry: Entry) => ({
        ...toldOf(entry, language, plan),
        link: entry.link,
        tenant: entry.tenant,
      });
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
  };
}
