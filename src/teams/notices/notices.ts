import { Duty } from '../../storage/duty.js';
import type { Parts } from '../parts.js';
import { Colleagues } from './colleagues.js';
import { ConsentWaitingList } from './consent-waiting.js';
import { ConsentWatch } from './consent-watch.js';
import { Delivery } from './delivery.js';
import { HandoverWatch } from './handover-watch.js';
import { Holders } from './holders.js';
import { LiveCards } from './live-cards.js';
import { Outbox } from './outbox.js';
import { OutboxLoop } from './outbox-loop.js';

/**
 * What people are told unasked: of what a run has come to, of a step that is theirs to take, of a consent they waited
 * for; and the card that shows a run is kept up to date. Nobody is answered here. Of several processes one does it for all.
 *
 * A *notice* is what a run has to tell its followers; it is the domain's, and stands in the run until it is handed out.
 * A *message* is what stands in the outbox: a notice on its way to one of them, tried until it is delivered or given up.
 * The *news* of a card that is sent unasked is the line that says why. The *note* of a card is the line that says what
 * came of the last action on it. A *statement* is a card that says one thing and shows no run.
 */
export type Notices = {
  live: LiveCards;
  colleagues: Colleagues;
  consent: ConsentWatch;
  outbox: OutboxLoop;
  start(): void;
  /** Resolves once nothing is looked at and nothing is sent any more. */
  stop(): Promise<void>;
};

/** Puts the room together. Nothing is looked at and nothing is sent before it is started. */
export function createNotices(parts: Parts): Notices {
  const { documents } = parts;
  const duty = new Duty(parts.peers, 'notices');
  const colleagues = new Colleagues({ ...parts, holders: new Holders(parts) });
  const handovers = new HandoverWatch({ ...parts, colleagues, duty });
  const live = new LiveCards({ ...parts, colleagues, duty });
  const messages = new Outbox(documents);
  const delivery = new Delivery({ ...parts, outbox: messages, colleagues, handovers });
  const outbox = new OutboxLoop({ ...parts, outbox: messages, delivery, duty });
  const consent = new ConsentWatch({
    ...parts,
    waitingList: new ConsentWaitingList(documents),
    outbox: messages,
    posted: () => outbox.nudge(),
    duty,
  });
  let forget: (() => void) | undefined;
  return {
    live,
    colleagues,
    consent,
    outbox,
    start() {
      forget = parts.upgrades.onChanged((run) => {
        if (duty.isMine) for (const one of [handovers, live, outbox]) one.changed(run);
      });
      live.start();
      handovers.start();
      outbox.start();
      consent.start();
    },
    async stop() {
      await Promise.all([handovers.stop(), consent.stop()]);
      forget?.();
      live.stop();
      await outbox.stop();
      await duty.letGo();
    },
  };
}
