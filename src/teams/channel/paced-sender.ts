import { Pacer, type Place } from '../../base/pacer.js';
import type { RealTime } from '../../base/real-time.js';
import { HeldBack, type Reference, type Sendable, type Sender } from './sender.js';
import { isOnThisMachine } from './service-hosts.js';
import type { Turn } from './turn.js';

/** What Teams lets one bot send into a conversation, and into a tenant; updates count. A fifth is left for answers. */
const share = 0.8;
const limitsOf = (...limits: readonly [most: number, seconds: number][]) =>
  limits.map(([most, seconds]) => ({ most: Math.floor(most * share), windowMs: seconds * 1_000 }));
const conversationLimits = limitsOf([7, 1], [8, 2], [60, 30], [1_800, 3_600]);
const tenantLimits = limitsOf([30, 1]);
/** How long a place is waited for here, in milliseconds; a longer wait is for whoever sends to keep. */
const aheadMs = 2_000;

/**
 * Sends as fast as Teams takes it, a conversation and a tenant at a time: rejects with {@link HeldBack} where that is not
 * soon. Answers in a turn go at once, and are counted. What goes to this machine is no matter of Teams.
 * @see https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit
 */
export class PacedSender implements Sender {
  private readonly conversations = new Pacer(conversationLimits, aheadMs);
  private readonly tenants = new Pacer(tenantLimits, aheadMs);

  constructor(
    private readonly sender: Sender,
    private readonly time: RealTime,
    private readonly pacesHere = false,
  ) {}

  async send(reference: Reference, what: Sendable): Promise<string | undefined> {
    await this.place(reference);
    return this.sender.send(reference, what);
  }

  async update(reference: Reference, activityId: string, what: Sendable): Promise<void> {
    await this.place(reference);
    await this.sender.update(reference, activityId, what);
  }

  async remove(reference: Reference, activityId: string): Promise<void> {
    await this.place(reference);
    await this.sender.remove(reference, activityId);
  }

  /** The turn, with what it sends counted. */
  counting(turn: Turn): Turn {
    return {
      ...turn,
      send: (what) => {
        const { id, tenantId } = turn.reference.conversation;
        this.conversations.count(id, this.time.now());
        if (tenantId !== undefined) this.tenants.count(tenantId, this.time.now());
        return turn.send(what);
      },
    };
  }

  private async place({ serviceUrl, conversation: { id, tenantId } }: Reference): Promise<void> {
    if (!this.pacesHere && isOnThisMachine(serviceUrl)) return;
    await this.waitFor(this.conversations.take(id, this.time.now()));
    if (tenantId !== undefined) await this.waitFor(this.tenants.take(tenantId, this.time.now()));
  }

  private async waitFor({ is, ms }: Place): Promise<void> {
    if (is === 'full') throw new HeldBack(ms);
    if (ms > 0) await this.time.sleep(ms);
  }
}
