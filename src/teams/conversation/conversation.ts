import type { FairShare } from '../../base/fair-share.js';
import type { Run } from '../../upgrade/run/run.js';
import type { FollowingNote, Note } from '../cards/note.js';
import type { Language } from '../cards/words/languages.js';
import type { Sendable } from '../channel/sender.js';
import type { Turn } from '../channel/turn.js';
import type { Notices } from '../notices/notices.js';
import type { Parts } from '../parts.js';
import type { Follower } from '../people/follower.js';
import type { FileSaver } from '../reports/file-saver.js';
import type { Links } from '../reports/links.js';
import type { Offers } from '../reports/offers.js';
import type { Deed } from './deed.js';
import type { Intents } from './intents/intents.js';
import type { Knowledge } from './knowledge.js';
import type { IdentityRules, Person } from './person.js';
import type { Practice, PracticeAccounts } from './practice.js';

/**
 * What turns are taken with. The conversation says who asks, what they mean and what they are answered. It carries
 * messages and decides nothing: rights are Graph's, the run's course is the domain's, the words are the locale's.
 *
 * A turn goes through take-turn, intents/read-ask, answer-ask and reply, in this order.
 */
export type Conversation = Parts & {
  rules: IdentityRules;
  intents: Intents;
  /** Leaves the turns of every tenant their share of the bot, by its id. */
  share: FairShare;
  notices: Notices;
  /** How the files of a report are given out. */
  files: { links: Links; offers: Offers; saver: FileSaver };
  knowledge: Knowledge | undefined;
  /** The question each person was answered last, as it is usually asked: what goes on from it is about the same. */
  lastAnswered: Map<string, string>;
  /** Given in the practice cloud only. */
  practice: Practice | undefined;
  accounts: PracticeAccounts | undefined;
};

/** A turn that a person takes. */
export type Visit = Conversation & { turn: Turn; deed: Deed; person: Person };

/** What a person asks, and how they are spoken to. */
export type Asking = Conversation & {
  /** With the time zone that is kept of them. */
  person: Person;
  language: Language;
  /** What Teams calls them in this bot's chats. */
  teamsId: string | undefined;
  /** What they were asked back in the turn before. */
  question: Follower['question'];
  /** What tells this turn from every other; undefined where nothing does. */
  turnId: () => string | undefined;
  /** Keeps how to reach them, where that may be kept: an answer may name them among those who are told. Never rejects. */
  keep: () => Promise<void>;
  /** What they ask for, by its name; left out until that was read. */
  asked?: string | undefined;
  /** The tenant's open run, else its latest one: read at most once a turn. Rejects when the store can't be read. */
  currentRun: () => Promise<Run | undefined>;
};

/** What an answer shows of the permissions that a check needs. */
export type ConsentSeen = 'missing' | 'given';

/** What a person is answered, and what is kept of it. */
export type Answer = {
  rendered: Sendable;
  /** The answer is a message of its own, and a card that was pressed stays as it is; these words go with the card. */
  own?: string | undefined;
  /** Called with the message that carries the answer. */
  sent?: ((activityId: string) => Promise<void>) | undefined;
  /** A message that has served its purpose, by activity id. */
  drops?: string | undefined;
  /** The run the card shows and keeps showing. */
  shows?: Run | undefined;
  /** What the card says beside the run, until the run has a new revision. */
  note?: Note | undefined;
  /** That the person joined or left those who are told. The card goes on saying so. */
  confirms?: FollowingNote | undefined;
  /** What takes the card's place once Microsoft has answered. */
  later?: Promise<Answer> | undefined;
  /** What the person learns of the permissions that a check needs. */
  consent?: ConsentSeen | undefined;
  /** Nothing is kept of the person any more, nor of this turn. */
  forgotten?: true | undefined;
  /** The language the person chose. */
  language?: Language | undefined;
};
