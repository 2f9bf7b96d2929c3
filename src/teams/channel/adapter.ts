import {
  ActivityTypes,
  type Activity as BotActivity,
  CardFactory,
  CloudAdapter,
  type ConversationReference,
  type InvokeResponse,
  TurnContext,
} from 'botbuilder';
import type { Logger } from 'pino';
import type { RealTime } from '../../base/real-time.js';
import type { Rendered } from '../cards/frame/frame.js';
import type { Reference } from '../notices/followers.js';
import type { FileCard } from '../reports/file-cards.js';
import type { Activity } from './activity.js';
import { type BotIdentity, claimedIssuer, publicIssuer, TeamsAuthentication } from './authentication.js';
import { sendAgain } from './send-again.js';

/** This file and authentication.ts are all that touches the Bot Framework. */

/** What can be sent: a card, or a file's attachment. */
export type Sendable = Rendered | FileCard;

/** A turn, as the conversation sees it. */
export type Turn = {
  activity: Activity;
  /** Where the conversation goes on later. */
  reference: Reference;
  /** Sends a card as a message of its own. Resolves with its activity id, when the channel tells. */
  send(rendered: Sendable): Promise<string | undefined>;
  /** Answers an invoke: at most once a turn. */
  answer(status: number, body?: unknown): Promise<void>;
};

export type Received =
  | { is: 'done'; status: number; body?: unknown }
  | { is: 'noToken' }
  | { is: 'badToken' }
  /** The keys to check tokens with could not be read. */
  | { is: 'keysUnavailable' };

/** Sends cards outside a turn. */
export interface Sender {
  /** @throws what the connector answered, or that it did not. */
  send(reference: Reference, rendered: Sendable): Promise<string | undefined>;
  update(reference: Reference, activityId: string, rendered: Sendable): Promise<void>;
  /** Takes a message back. */
  remove(reference: Reference, activityId: string): Promise<void>;
}

type Checked =
  | { is: 'genuine'; identity: Awaited<ReturnType<TeamsAuthentication['authenticateRequest']>> }
  | Exclude<Received, { is: 'done' }>;

type Logic = (turn: Turn) => Promise<void>;

export class TeamsAdapter extends CloudAdapter implements Sender {
  private readonly authentication: TeamsAuthentication;
  private readonly issuer: string | undefined;

  constructor(
    private readonly bot: BotIdentity,
    private readonly log: Logger,
    private readonly time: RealTime,
    private readonly random: () => number,
  ) {
    const authentication = new TeamsAuthentication(bot);
    super(authentication);
    this.authentication = authentication;
    this.issuer = bot.appId ? (bot.tokenIssuer ?? publicIssuer) : undefined;
    // The conversation answers for its own errors; what comes here could not even be answered.
    this.onTurnError = async (_context, error) => {
      this.log.error({ err: error }, 'a turn ended in an error that could not be told to the person');
    };
  }

  /** Authenticates an activity and runs the turn. Never rejects for what a caller can send. */
  async receive(authorization: string | undefined, activity: Activity, logic: Logic): Promise<Received> {
    const request = activity as unknown as BotActivity;
    const checked = await this.check(authorization ?? '', activity, request);
    if (checked.is !== 'genuine') return checked;
    const response: InvokeResponse | undefined = await this.processActivity(checked.identity, request, (context) =>
      logic(this.turn(context, activity)),
    );
    return { is: 'done', status: response?.status ?? 200, body: response?.body };
  }

  async send(reference: Reference, rendered: Sendable): Promise<string | undefined> {
    return this.reach(reference, async (context) => (await context.sendActivity(message(rendered)))?.id || undefined);
  }

  async update(reference: Reference, activityId: string, rendered: Sendable): Promise<void> {
    await this.reach(reference, (context) => context.updateActivity({ ...message(rendered), id: activityId }));
  }

  async remove(reference: Reference, activityId: string): Promise<void> {
    await this.reach(reference, (context) => context.deleteActivity(activityId));
  }

  private async check(authorization: string, activity: Activity, request: BotActivity): Promise<Checked> {
    if (this.issuer !== undefined) {
      if (!authorization) return { is: 'noToken' };
      // Other issuers and channels are ways in for emulators, skills and web chats; this bot lives in Teams alone.
      if (claimedIssuer(authorization) !== this.issuer) return { is: 'badToken' };
      if (activity.channelId !== 'msteams' || !activity.serviceUrl) return { is: 'badToken' };
    }
    try {
      return { is: 'genuine', identity: await this.authentication.authenticateRequest(request, authorization) };
    } catch (error) {
      this.log.warn({ err: error }, 'an activity was refused');
      return { is: keysCouldNotBeRead(error) ? 'keysUnavailable' : 'badToken' };
    }
  }

  private turn(context: TurnContext, activity: Activity): Turn {
    return {
      activity,
      reference: referenceTo(context.activity),
      send: async (rendered) => {
        const sent = await sendAgain(() => context.sendActivity(message(rendered)), this.time, this.random);
        return sent?.id || undefined;
      },
      answer: async (status, body) => {
        await context.sendActivity({ type: ActivityTypes.InvokeResponse, value: { status, body } });
      },
    };
  }

  private async reach<T>(reference: Reference, work: (context: TurnContext) => Promise<T>): Promise<T> {
    let outcome: { ok: true; value: T } | { ok: false; error: unknown } | undefined;
    const to = reference as unknown as Partial<ConversationReference>;
    await this.continueConversationAsync(this.bot.appId, to, async (context) => {
      // Caught here, because an error that leaves a turn goes to onTurnError and not to whoever asked for the turn.
      outcome = await work(context).then(
        (value) => ({ ok: true, value }) as const,
        (error: unknown) => ({ ok: false, error }) as const,
      );
    });
    if (!outcome) throw new Error('the conversation was not reached');
    if (!outcome.ok) throw outcome.error;
    return outcome.value;
  }
}

function message(what: Sendable): Partial<BotActivity> {
  // Text beside an attachment may be split into two messages, so the card goes alone.
  const attachment = 'card' in what ? CardFactory.adaptiveCard(what.card) : what.attachment;
  return { type: ActivityTypes.Message, summary: what.summary, attachments: [attachment] };
}

function referenceTo(activity: BotActivity): Reference {
  const { activityId: _, ...reference } = TurnContext.getConversationReference(activity);
  return reference as unknown as Reference;
}

function keysCouldNotBeRead(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error.name === 'FetchError') return true;
  return 'statusCode' in error && typeof error.statusCode === 'number' && error.statusCode >= 500;
}
