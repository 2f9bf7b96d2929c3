import {
  ActivityTypes,
  type Activity as BotActivity,
  CardFactory,
  CloudAdapter,
  type ConversationReference,
  TurnContext,
} from 'botbuilder';
import type { Logger } from 'pino';
import type { RealTime } from '../../base/real-time.js';
import type { Activity } from './activity.js';
import { TeamsAuthentication } from './authentication.js';
import type { BotIdentity } from './bot-identity.js';
import { claimedIssuer } from './claimed-issuer.js';
import { publicIssuer } from './framework-settings.js';
import { sendAgain } from './send-again.js';
import type { Reference, Sendable, Sender } from './sender.js';
import type { Turn } from './turn.js';

/** What came of an activity that was received. */
type Received =
  | { is: 'done'; status: number; body?: unknown }
  | { is: 'noToken' }
  | { is: 'badToken' }
  /** The keys to check tokens with could not be read. */
  | { is: 'keysUnavailable' };

type Checked =
  | { is: 'genuine'; identity: Awaited<ReturnType<TeamsAuthentication['authenticateRequest']>> }
  | Exclude<Received, { is: 'done' }>;

/** The Bot Framework as this bot uses it: genuine activities become turns, and messages are sent outside of them. */
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

  /** Authenticates an activity and takes the turn. Never rejects for what a caller can send. */
  async receive(
    authorization: string | undefined,
    activity: Activity,
    takeTurn: (turn: Turn) => Promise<void>,
  ): Promise<Received> {
    const request = activity as unknown as BotActivity;
    const checked = await this.check(authorization ?? '', activity, request);
    if (checked.is !== 'genuine') return checked;
    const response = await this.processActivity(checked.identity, request, (context) =>
      takeTurn(this.turn(context, activity)),
    );
    return { is: 'done', status: response?.status ?? 200, body: response?.body };
  }

  async send(reference: Reference, what: Sendable): Promise<string | undefined> {
    return this.reach(reference, async (context) => (await context.sendActivity(message(what)))?.id || undefined);
  }

  async update(reference: Reference, activityId: string, what: Sendable): Promise<void> {
    await this.reach(reference, (context) => context.updateActivity({ ...message(what), id: activityId }));
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
      send: async (what) => {
        const sent = await sendAgain(() => context.sendActivity(message(what)), this.time, this.random);
        return sent?.id || undefined;
      },
      answer: async (status, body) => {
        await context.sendActivity({ type: ActivityTypes.InvokeResponse, value: { status, body } });
      },
    };
  }

  private async reach<T>(reference: Reference, work: (context: TurnContext) => Promise<T>): Promise<T> {
    let outcome: PromiseSettledResult<T> | undefined;
    const to = reference as unknown as Partial<ConversationReference>;
    await this.continueConversationAsync(this.bot.appId, to, async (context) => {
      // Caught here, because an error that leaves a turn goes to onTurnError and not to whoever asked for the turn.
      [outcome] = await Promise.allSettled([work(context)]);
    });
    if (!outcome) throw new Error('the conversation was not reached');
    if (outcome.status === 'rejected') throw outcome.reason;
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
