import type { Command } from '../upgrade/commands.js';
import type { Language } from './cards/index.js';

/** The run a card stands for, as the card says; untrusted until it was found in the person's own tenant. */
export type OnCard = { runId: string; revision: number | undefined };

/** What a person wants, whether it was pressed or written. */
export type Ask =
  /** `on` is left out for text, which means "the tenant's run, as it is now". */
  | { is: 'command'; command: Command; on?: OnCard | undefined }
  | { is: 'comparePlans'; on?: OnCard | undefined }
  | { is: 'welcome' }
  | { is: 'help' }
  | { is: 'history' }
  /** undefined: a language the bot does not speak. */
  | { is: 'language'; language: Language | undefined }
  /** Practice cloud only. */
  | { is: 'scenarios' }
  | { is: 'useScenario'; scenario: string }
  /** Practice cloud only: moves its clock; an ISO 8601 duration such as PT48H. */
  | { is: 'advance'; duration: string }
  | { is: 'unknownAction' }
  | { is: 'badInput'; on?: OnCard | undefined }
  /** A question the bot has no answer to. */
  | { is: 'noAnswer'; question?: string | undefined };
