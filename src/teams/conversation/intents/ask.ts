import type { Command } from '../../../upgrade/run/commands.js';
import type { ReportFile } from '../../cards/report-file.js';
import type { Language } from '../../cards/words/languages.js';

/** The run a card stands for, as the card says; untrusted until it was found in the person's own tenant. */
export type OnCard = { runId: string; revision: number | undefined };

/** A run as it was at a revision. */
type OfRun = { runId: string; revision: number };

/** What a person wants, whether it was pressed or written. */
export type Ask =
  /**
   * `on` is left out for text, which means "the tenant's run, as it is now". `confirmed`: it was written as the answer to
   * what is asked back of words that end, take back or spend; with the run and the revision that was asked of, where
   * that is known.
   */
  | { is: 'command'; command: Command; on?: OnCard | undefined; confirmed?: true | OfRun | undefined }
  /** An answer to what was asked back. */
  | { is: 'yes' | 'no' }
  | { is: 'thanks' }
  /** A word said of what was shown, which asks for nothing. */
  | { is: 'remark' }
  /** A word that may mean the run or the old plan. */
  | { is: 'endSomething' }
  /** `page` from 0. */
  | { is: 'comparePlans'; on?: OnCard | undefined; page?: number | undefined }
  | { is: 'welcome' }
  | { is: 'help' }
  | { is: 'forgetMe' }
  /** `page` from 0. */
  | { is: 'history'; page?: number | undefined }
  /** Shows a run of the history by its number there, from 1. */
  | { is: 'openRun'; number: number }
  | { is: 'report'; on?: OnCard | undefined; number?: number | undefined }
  | { is: 'saveReport'; file: ReportFile; on?: OnCard | undefined }
  /** Answers whether a file is taken; untrusted. */
  | { is: 'fileAnswer'; value: unknown }
  /** undefined: a language the bot does not speak. */
  | { is: 'language'; language: Language | undefined }
  /** Practice cloud only. */
  | { is: 'scenarios' }
  | { is: 'useScenario'; scenario: string }
  /** Practice cloud only: moves its clock; an ISO 8601 duration such as PT48H. */
  | { is: 'advance'; duration: string }
  /** To begin with nobody. */
  | { is: 'pilotOfNobody' }
  | { is: 'unknownAction' }
  | { is: 'badInput'; on?: OnCard | undefined }
  /** A question. `orTab`: it may as well be what the Upgrade tab shows. */
  | { is: 'noAnswer'; question?: string | undefined; orTab?: true | undefined };

/** Asks for a command on the tenant's run, as it is now. */
export const command = (asked: Command): Extract<Ask, { is: 'command' }> => ({ is: 'command', command: asked });
