import { IncomingMessage } from 'node:http';
import type { Gate } from './gate.js';

/**
 * The requests of a server that leaves the bodies of those it refuses alone. Node takes apart what came in together
 * with the head as soon as the head was read, and a body in pieces of one byte costs it a hundred times what the head
 * did. The one thing it leaves to whoever listens is what comes after a request to speak another protocol. So that is
 * what a body in pieces is taken for when its head is refused, and nothing else is: whoever does ask for another
 * protocol is answered as if they had not.
 */
export function headFirst(gate: Pick<Gate, 'judge'>): typeof IncomingMessage {
  return class HeadFirst extends IncomingMessage {
    get upgrade(): boolean {
      return this.headers['transfer-encoding'] !== undefined && gate.judge(this).is === 'refused';
    }

    set upgrade(_asked: boolean) {
      // What Node makes of the head itself.
    }
  };
}
