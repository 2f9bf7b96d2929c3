import { randomUUID } from 'node:crypto';
import { actionsOf, idOf, isObject, type Json, textOf } from './card-json.js';
import { type ConnectorCall, type ConnectorServer, type Mishap, startConnector } from './connector-server.js';

/**
 * Teams, as far as a bot can tell: people who write and press buttons, and the connector the bot answers through, all
 * over real HTTP.
 *
 *     const teams = await startTeamsClient({ bot: `http://127.0.0.1:${port}` });
 *     const alex = teams.person({ name: 'Alex Wilber', aadObjectId, tenantId, locale: 'sv-SE' });
 *     await alex.say('uppgradera');
 *     await alex.click('choosePlan', { plan: 'SPE_E5' });
 *     expect(alex.card.id).toBe('before-you-begin');
 *     await teams.close();
 */

/** A card that reached a person. */
export type SeenCard = {
  /** The card's own id: that of its first body element. */
  id: string | undefined;
  card: Json;
  /** Everything a person could read on it. */
  text: string;
  /** Verbs of its buttons, in the order they stand. */
  verbs: string[];
  /** The message it stands in. */
  activityId: string;
  how: 'message' | 'update' | 'answer';
  summary: string | undefined;
};

export type PersonOptions = {
  name?: string;
  /** The channel's id of the person; made up when left out. */
  id?: string;
  aadObjectId?: string | undefined;
  tenantId?: string | undefined;
  locale?: string;
  timeZone?: string;
  conversationType?: 'personal' | 'groupChat' | 'channel';
};

/** A reply of the bot's HTTP endpoint. `body` is parsed JSON; undefined when there was none. */
type BotReply = { status: number; body: unknown };

export type TeamsPerson = {
  readonly conversationId: string;
  /** Every card in the order they arrived. */
  readonly cards: SeenCard[];
  /** How many cards there were when they did something last. */
  readonly cardsBefore: number;
  /** The newest message's card, as it stands now. @throws when none has arrived */
  readonly card: SeenCard;
  /** Writes a message and waits until the turn is over. */
  say(text: string, more?: Json): Promise<BotReply>;
  /** Presses a button of the newest card (or of `on`) that carries the verb, as Action.Execute. */
  click(verb: string, inputs?: Json, on?: SeenCard): Promise<BotReply>;
  /** The same as Action.Submit, as clients without universal actions do. */
  submit(verb: string, inputs?: Json, on?: SeenCard): Promise<BotReply>;
  /** Sends an `adaptiveCard/action` invoke with this value as it stands. */
  invoke(value: unknown, replyToId?: string): Promise<BotReply>;
  /** Installs the bot: both activities that Teams sends. */
  install(): Promise<void>;
  uninstall(): Promise<void>;
  /** Sends any activity; what it does not set is filled in. */
  send(activity: Json): Promise<BotReply>;
  /** The newest card when it fits, else the first to arrive that does. @throws after `timeoutMs` */
  waitFor(fits: (card: SeenCard) => boolean, timeoutMs?: number): Promise<SeenCard>;
};

export type TeamsClient = {
  /** The service URL the bot is told. */
  url: string;
  connector: ConnectorServer;
  person(options?: PersonOptions): TeamsPerson;
  /** Lets coming calls of the bot to the connector go wrong. */
  mishap(mishap: Mishap): void;
  close(): Promise<void>;
};

export type TeamsClientOptions = {
  /** The bot's address, such as http://127.0.0.1:3978; a function when it is not known yet. */
  bot: string | (() => string);
  /** The bearer token to send; none when left out. */
  token?: (activity: Json) => string | undefined | Promise<string | undefined>;
  /** Gives another address under which the bot reaches the connector. */
  through?: (connectorUrl: string) => Promise<string>;
  /** Is given the body of every error that the bot answers with. */
  told?: (body: string) => void;
};

const playgroundTenant = '00000000-0000-4000-8000-0000000000aa';

export async function startTeamsClient({ bot, token, through, told }: TeamsClientOptions): Promise<TeamsClient> {
  const started = await startConnector();
  const connector = { ...started, url: (await through?.(started.url)) ?? started.url };

  async function post(activity: Json): Promise<BotReply> {
    const bearer = await token?.(activity);
    const address = typeof bot === 'function' ? bot() : bot;
    const response = await fetch(new URL('/api/messages', address), {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        // One that is kept may be closed by the bot, as it closes idle ones, just when it is used again.
        connection: 'close',
        ...(bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }),
      },
      body: JSON.stringify(activity),
    });
    const text = await response.text();
    if (!response.ok) told?.(text);
    return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
  }

  return {
    url: connector.url,
    connector,
    mishap: connector.mishap,
    person: (options = {}) => createPerson(options, connector, post),
    close: () => connector.close(),
  };
}

function createPerson(
  options: PersonOptions,
  connector: ConnectorServer,
  post: (activity: Json) => Promise<BotReply>,
): TeamsPerson {
  const id = options.id ?? `29:${randomUUID()}`;
  const conversationId = `a:${id}`;
  const tenantId = 'tenantId' in options ? options.tenantId : playgroundTenant;
  const aadObjectId = 'aadObjectId' in options ? options.aadObjectId : randomUUID();
  const locale = options.locale ?? 'en-US';
  const cards: SeenCard[] = [];
  const waiting = new Set<(card: SeenCard) => void>();

  const see = (card: SeenCard): void => {
    cards.push(card);
    for (const look of waiting) look(card);
  };
  connector.onCall((call) => {
    const seen =
      call.conversationId === conversationId && call.status < 300 && call.status > 0 ? cardIn(call) : undefined;
    if (seen) see(seen);
  });

  let cardsBefore = 0;
  const send = (activity: Json): Promise<BotReply> => {
    cardsBefore = cards.length;
    return post({
      id: randomUUID(),
      timestamp: new Date().toISOString(),
      channelId: 'msteams',
      serviceUrl: connector.url,
      from: { id, name: options.name ?? 'Alex Wilber', ...(aadObjectId === undefined ? {} : { aadObjectId }) },
      recipient: { id: '28:bot', name: 'Upgrade Assistant' },
      conversation: {
        id: conversationId,
        conversationType: options.conversationType ?? 'personal',
        ...(tenantId === undefined ? {} : { tenantId }),
      },
      locale,
      entities: [
        { type: 'clientInfo', locale, platform: 'Web', ...(options.timeZone ? { timezone: options.timeZone } : {}) },
      ],
      channelData: tenantId === undefined ? {} : { tenant: { id: tenantId } },
      ...activity,
    });
  };

  /** A message further up that is brought up to date is not what the person looks at. */
  const latest = (): SeenCard => {
    const shown = cards.findLast(({ how }) => how !== 'update') ?? cards.at(-1);
    const card = cards.findLast(({ activityId }) => activityId === shown?.activityId);
    if (!card) throw new Error('no card has arrived');
    return card;
  };

  async function invoke(value: unknown, replyToId?: string): Promise<BotReply> {
    const reply = await send({
      type: 'invoke',
      name: 'adaptiveCard/action',
      value,
      ...(replyToId ? { replyToId } : {}),
    });
    const body = isObject(reply.body) ? reply.body : {};
    if (body.type === 'application/vnd.microsoft.card.adaptive' && isObject(body.value)) {
      see(seenCard(body.value, replyToId ?? '', 'answer', undefined));
    }
    return reply;
  }

  function press(verb: string, inputs: Json, on: SeenCard): Json {
    const actions = actionsOf(on.card).filter((action) => action.verb === verb);
    // Of several buttons with one verb (a plan each), the one whose own data fits what was asked for.
    const chosen = actions.find(({ data }) =>
      Object.entries(inputs).every(([key, value]) => !(key in data) || data[key] === value),
    );
    const action = chosen ?? actions[0];
    if (!action) throw new Error(`the card ${on.id} has no button "${verb}"; it has: ${on.verbs.join(', ')}`);
    return { ...action.data, ...valuesOf(action.inputs, inputs, verb), ...inputs };
  }

  return {
    conversationId,
    cards,
    get cardsBefore() {
      return cardsBefore;
    },
    get card() {
      return latest();
    },
    say: (text, more = {}) => send({ type: 'message', text, textFormat: 'plain', ...more }),
    click(verb, inputs = {}, on = latest()) {
      const data = press(verb, inputs, on);
      return invoke({ action: { type: 'Action.Execute', verb, data }, trigger: 'manual' }, on.activityId);
    },
    submit(verb, inputs = {}, on = latest()) {
      return send({ type: 'message', replyToId: on.activityId, value: { ...press(verb, inputs, on), verb } });
    },
    invoke,
    async install() {
      await send({ type: 'conversationUpdate', membersAdded: [{ id: '28:bot' }] });
      await send({ type: 'installationUpdate', action: 'add' });
    },
    async uninstall() {
      await send({ type: 'installationUpdate', action: 'remove' });
    },
    send,
    waitFor(fits, timeoutMs = 60_000) {
      // What is folded further up is no news.
      const newest = [cards.at(-1), cards.findLast(({ id }) => id !== 'settled')].find((card) => card && fits(card));
      if (newest) return Promise.resolve(newest);
      return new Promise((resolve, reject) => {
        const look = (card: SeenCard): void => {
          if (!fits(card)) return;
          end();
          resolve(card);
        };
        const timer = setTimeout(() => {
          end();
          reject(
            new Error(
              `no such card within ${timeoutMs} ms; the cards were: ${cards.map((card) => card.id).join(', ')}`,
            ),
          );
        }, timeoutMs);
        const end = (): void => {
          clearTimeout(timer);
          waiting.delete(look);
        };
        waiting.add(look);
      });
    },
  };
}

function cardIn({ method, activity, activityId }: ConnectorCall): SeenCard | undefined {
  const [attachment] = Array.isArray(activity.attachments) ? activity.attachments : [];
  if (!isObject(attachment) || !isObject(attachment.content)) return undefined;
  const summary = typeof activity.summary === 'string' ? activity.summary : undefined;
  return seenCard(attachment.content, activityId, method === 'PUT' ? 'update' : 'message', summary);
}

function seenCard(card: Json, activityId: string, how: SeenCard['how'], summary: string | undefined): SeenCard {
  const verbs = actionsOf(card).map((action) => action.verb);
  return { id: idOf(card), card, text: textOf(card), verbs, activityId, how, summary };
}

/** What the inputs hold when nothing else was typed. A required one that is empty keeps Teams from sending. */
function valuesOf(inputs: readonly Json[], typed: Json, verb: string): Json {
  const values: Json = {};
  for (const input of inputs) {
    const id = String(input.id);
    if (id in typed) continue;
    if (input.value !== undefined) values[id] = String(input.value);
    else if (input.isRequired === true) throw new Error(`the input "${id}" must be filled in before "${verb}"`);
    else values[id] = '';
  }
  return values;
}
