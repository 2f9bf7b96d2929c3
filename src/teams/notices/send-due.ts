import { keyOf } from '../../base/key-of.js';
import type { Parts } from '../parts.js';
import type { Delivery } from './delivery.js';
import { placeOf, type StoredMessage } from './message.js';

const atOnce = 8;

type Options = Pick<Parts, 'time' | 'log'> & { delivery: Delivery };

/**
 * Sends those messages that are due. One person's messages keep their order; people do not wait for each other.
 * @param stop nothing more is begun once it aborts.
 * @returns whether all went well; what went wrong is logged
 */
export async function sendDue(
  options: Options,
  messages: readonly StoredMessage[],
  stop: AbortSignal,
): Promise<boolean> {
  const lines = linesOf(messages);
  let well = true;
  const worker = async () => {
    for (let line = lines.shift(); line && !stop.aborted; line = lines.shift()) {
      if (!(await sendLine(options, line, stop))) well = false;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return well;
}

function linesOf(messages: readonly StoredMessage[]): StoredMessage[][] {
  const lines = new Map<string, StoredMessage[]>();
  for (const message of [...messages].sort((a, b) => placeOf(a.value) - placeOf(b.value))) {
    const person = keyOf(message.value.tenantId, message.value.personId);
    lines.set(person, [...(lines.get(person) ?? []), message]);
  }
  return [...lines.values()];
}

async function sendLine({ delivery, time, log }: Options, line: StoredMessage[], stop: AbortSignal): Promise<boolean> {
  for (const message of line) {
    if (message.value.nextAt > time.now() || stop.aborted) return true;
    try {
      if ((await delivery.deliver(message)) === 'waits') return true;
    } catch (error) {
      log.error({ err: error, message: message.id }, 'a message could not be handled; trying again');
      return false;
    }
  }
  return true;
}
