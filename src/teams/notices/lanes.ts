import { keyOf } from '../../base/key-of.js';
import { leftOf } from '../../base/left-of.js';
import type { Parts } from '../parts.js';
import type { Delivery } from './delivery.js';
import { dueIn, isDue, placeOf, type StoredMessage } from './message.js';
import { endsWithPerson } from './waits.js';

/** People whose messages are sent at once; and of those, people whose last attempt came to nothing. */
const mostAtOnce = 256;
const mostFailing = 128;
/** How long somebody's messages rest after something could not be kept, and while they have to be seen first. */
const afterTroubleMs = 5_000;
const parkedMs = 60_000;
/** How long it is waited, at most, for what is under way to say that it has ended. */
const busyMs = 30_000;

type Options = Pick<Parts, 'time' | 'log'> & { delivery: Pick<Delivery, 'deliver'> };
type Line = { person: string; messages: StoredMessage[] };

/**
 * Sends messages that are due, each person's in their order and by a way of their own: a conversation that hangs, or
 * takes nothing, delays nobody else's. Some ways are kept free for those whose last message went through.
 */
export class Lanes {
  private readonly underWay = new Map<string, { done: Promise<void>; isFailing: boolean }>();
  private readonly restsUntil = new Map<string, number>();
  /** People who were seen since their messages were tried last. */
  private readonly here = new Set<string>();

  /**
   * @param ways `mayBegin` says whether a message may still be begun with here, `cutOff` ends the wait for what is on its way
   * @param ended is called whenever somebody's messages have been tried
   */
  constructor(
    private readonly options: Options,
    private readonly ways: { mayBegin: () => boolean; cutOff: AbortSignal },
    private readonly ended: () => void,
  ) {}

  /** A person was seen, by their key: what waits for long is tried now. */
  seen(person: string): void {
    this.here.add(person);
    this.restsUntil.delete(person);
  }

  /** Everything that rests is tried again. */
  wake(): void {
    this.restsUntil.clear();
  }

  /** Whether a person's messages are being sent. */
  isBusy({ value }: StoredMessage): boolean {
    return this.underWay.has(keyOf(value.tenantId, value.personId));
  }

  /** Begins with what is due. @returns how long nothing more will be, in milliseconds, as far as these messages go */
  begin(messages: readonly StoredMessage[]): number {
    const now = this.options.time.now();
    let quiet = parkedMs;
    for (const line of linesOf(messages)) {
      const wait = this.waitOf(line, now);
      if (wait > 0) quiet = Math.min(quiet, wait);
      else if (!this.underWay.has(line.person) && !this.isFull(line)) this.start(line);
    }
    return this.underWay.size === 0 ? quiet : Math.min(quiet, busyMs);
  }

  /** Resolves once nothing is under way. */
  async idle(): Promise<void> {
    await Promise.all([...this.underWay.values()].map(({ done }) => done));
  }

  private waitOf({ person, messages: [first] }: Line, now: number): number {
    const rests = leftOf(this.restsUntil.get(person) ?? 0, parkedMs, now);
    if (!first || rests > 0) return rests;
    const isHere = this.here.has(person) && endsWithPerson(first.value.waitMs);
    return isHere ? 0 : dueIn(first.value, now);
  }

  private isFull(line: Line): boolean {
    const lanes = [...this.underWay.values()];
    return (
      lanes.length >= mostAtOnce || (isFailing(line) && lanes.filter((one) => one.isFailing).length >= mostFailing)
    );
  }

  private start(line: Line): void {
    const { person } = line;
    const isHere = this.here.delete(person);
    const done = this.send(line, isHere).finally(() => {
      this.underWay.delete(person);
      this.ended();
    });
    this.underWay.set(person, { done, isFailing: isFailing(line) });
  }

  /** Never rejects. */
  private async send({ person, messages }: Line, isHere: boolean): Promise<void> {
    const { delivery, time, log } = this.options;
    for (const message of messages) {
      if (!this.ways.mayBegin()) return;
      if (!isDue(message.value, time.now()) && !(isHere && endsWithPerson(message.value.waitMs))) return;
      try {
        const outcome = await delivery.deliver(message, this.ways.cutOff);
        if (outcome === 'parked') this.restsUntil.set(person, time.now() + parkedMs);
        if (outcome !== 'gone') return;
      } catch (error) {
        log.error({ err: error, message: message.id }, 'a message could not be handled; trying again');
        this.restsUntil.set(person, time.now() + afterTroubleMs);
        return;
      }
    }
  }
}

const isFailing = ({ messages: [first] }: Line): boolean => (first?.value.attempts ?? 0) > 0;

function linesOf(messages: readonly StoredMessage[]): Line[] {
  const lines = new Map<string, StoredMessage[]>();
  for (const message of [...messages].sort((a, b) => placeOf(a.value) - placeOf(b.value))) {
    const person = keyOf(message.value.tenantId, message.value.personId);
    lines.set(person, [...(lines.get(person) ?? []), message]);
  }
  return [...lines].map(([person, line]) => ({ person, messages: line }));
}
