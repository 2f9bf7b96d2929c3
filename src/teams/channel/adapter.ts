import {
  ActivityTypes,
  type Activity as BotActivity,
  CardFactory,
  CloudAdapter,
  type ConversationReference,
  type TurnContext,
} from 'botbuilder';
import type { Logger } from 'pino';
import { BoundedMap } from '../../base/bounded-map.js';
import type { RealTime } from '../../base/real-time.js';
import type { Activity } from './activity.js';
import { TeamsAuthentication } from './authentication.js';
import type { BotIdentity } from './bot-identity.js';
import { publicIssuer, publicMetadata } from './framework-settings.js';
import { referenceTo } from './reference-to.js';
import { sendAgain } from './send-again.js';
import { NotTeams, type Reference, type Sendable, type Sender } from './sender.js';
import { allowsServiceUrl } from './service-hosts.js';
import type { Caller, Genuine } from './tokens/caller.js';
import { checkToken } from './tokens/check-token.js';
import { RefusalLog } from './tokens/refusal-log.js';
import { SigningKeys } from './tokens/signing-keys.js';
import { teamsChannel } from './tokens/token-demands.js';
import { VerifiedTokens } from './tokens/verified-tokens.js';
import type { Turn } from './turn.js';

/** What came of an activity that was received. */
type Received =
  | { is: 'done'; status: number; body?: unknown }
  /** The token is not for this activity. */
  | { is: 'badToken' }
  /** It wants its answer elsewhere than at a host of Teams. */
  | { is: 'malformed' };

const notImplemented = 501;

/** The Bot Framework as this bot uses it: genuine activities become turns, and messages are sent outside of them. */
export class TeamsAdapter extends CloudAdapter implements Sender {
  private readonly authentication: TeamsAuthentication;
  private readonly refusals: RefusalLog;
  private readonly keys: SigningKeys;
  private readonly verified = new VerifiedTokens();
  /** Whether service URLs are Teams': there is one a region. */
  private readonly judged = new BoundedMap<string, boolean>(50);

  constructor(
    private readonly bot: BotIdentity,
    private readonly log: Logger,
    private readonly time: RealTime,
    private readonly random: () => number,
  ) {
    const authentication = new TeamsAuthentication(bot);
    super(authentication);
    this.authentication = authentication;
    this.refusals = new RefusalLog(log, time);
    this.keys = new SigningKeys(bot.openIdMetadata ?? publicMetadata, fetch, time, log);
    // The conversation answers for its own errors; what comes here could not even be answered.
    this.onTurnError = async (_context, error) => {
      this.log.error({ err: error }, 'a turn ended in an error that could not be told to the person');
    };
  }

  /** Says who brings a request, by its Authorization header; at once unless keys have to be read. */
  authenticate(authorization: string | undefined): Caller | Promise<Caller> {
    const { appId, tokenIssuer = publicIssuer } = this.bot;
    if (appId === '') return { is: 'anyone' };
    const expected = { issuer: tokenIssuer, audience: appId, allowsServiceUrl: (url: string) => this.isTeams(url) };
    const { keys, verified, time, refusals } = this;
    return checkToken(authorization, { expected, keys, verified, time, refusals });
  }

  /** Takes the turn of an activity, if it is what its caller may bring. Never rejects for what a caller can send. */
  async receive(caller: Genuine, activity: Activity, takeTurn: (turn: Turn) => Promise<void>): Promise<Received> {
    const { channelId, serviceUrl } = activity;
    if (caller.is === 'channel' && (channelId !== teamsChannel || serviceUrl !== caller.serviceUrl)) {
      this.refusals.tell('anotherActivity');
      return { is: 'badToken' };
    }
    // Of a kind that nobody waits for, and from nowhere: there is no turn to take.
    if (serviceUrl === undefined) return { is: 'done', status: 200 };
    if (!this.isTeams(serviceUrl)) return { is: 'malformed' };
    const identity = this.authentication.authenticated(this.createClaimsIdentity(this.bot.appId));
    const response = await this.processActivity(identity, activity as unknown as BotActivity, (context) =>
      takeTurn(this.turn(context, activity)),
    );
    // An invoke of an unknown kind is no failure of the server, which the Bot Framework calls it.
    if (!response || response.status === notImplemented) return { is: 'done', status: 200 };
    return { is: 'done', status: response.status, body: response.body };
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

  private isTeams(serviceUrl: string): boolean {
    return this.judged.getOrMake(serviceUrl, (url) => allowsServiceUrl(this.bot.serviceHosts, url));
  }

  private turn(context: TurnContext, activity: Activity): Turn {
    return {
      activity,
      reference: referenceTo(activity),
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
    // Kept by an earlier version, or under another configuration: the token is not for whoever is there.
    if (!this.isTeams(reference.serviceUrl)) throw new NotTeams();
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
