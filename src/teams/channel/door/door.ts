import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { machineTime } from '../../../base/real-time.js';
import type { Caller } from '../tokens/caller.js';
import { callerOf } from './address.js';
import { Counts } from './counts.js';
import { Gate, type GateOptions } from './gate.js';
import { headFirst } from './head-first.js';
import { refuse, refuseSocket } from './refuse.js';

/** The way in: a plain HTTP server before the one that routes. It keeps the sockets, and shows each request to the gate. */

type DoorOptions = GateOptions & {
  host: string;
  /** 0: any free one. */
  port: number;
};

/** More than Teams and a few proxies send. */
const mostHeaders = 100;
/** What a caller who does not read has left when the bot stops. */
const lastMomentMs = 1_000;
/** Node's names for what a socket did wrong. */
const statusOf = new Map<string | undefined, 408 | 431>([
  ['ERR_HTTP_REQUEST_TIMEOUT', 408],
  ['HPE_HEADER_OVERFLOW', 431],
]);

/** The way in, not open yet. */
export class Door {
  private readonly server: Server;
  private readonly gate: Gate;
  private readonly sockets = new Set<Socket>();
  private readonly connections: Counts;
  private gone: Promise<void> | undefined;
  /** Sockets over which an answer is under way, and how many are. */
  private readonly answering = new WeakMap<Duplex, number>();

  constructor(private readonly options: DoorOptions) {
    const { limits } = options;
    this.gate = new Gate(options);
    this.connections = new Counts(limits.connections, limits.connectionsOfOneCaller);
    this.server = createServer({
      IncomingMessage: headFirst(this.gate),
      headersTimeout: limits.headersMs,
      requestTimeout: limits.requestMs,
      keepAliveTimeout: limits.keepAliveMs,
      connectionsCheckingInterval: limits.lookMs,
    });
    this.server.timeout = limits.silenceMs;
    this.server.maxHeadersCount = mostHeaders;
    this.server.on('connection', (socket) => this.meet(socket));
    const admit: (...seen: Parameters<Gate['admit']>) => void = (request, response) => {
      this.count(request.socket, 1);
      response.once('close', () => this.count(request.socket, -1));
      this.gate.admit(request, response);
    };
    this.server.on('request', admit);
    // Told to go on only once its body is wanted.
    this.server.on('checkContinue', admit);
    this.server.on('checkExpectation', (request, response) => refuse(request, response, 417));
    this.server.on('connect', (_request, socket) => refuseSocket(socket, 400));
    this.server.on('upgrade', (request, socket) => {
      const judged = this.gate.judge(request);
      refuseSocket(socket, judged.is === 'refused' ? judged.status : 400);
    });
    this.server.on('clientError', (error: NodeJS.ErrnoException, socket) => this.complain(error, socket));
  }

  /** Resolves once the port is open, with the port; rejects when it is taken. */
  async listen(): Promise<number> {
    this.server.listen(this.options.port, this.options.host);
    await once(this.server, 'listening');
    return (this.server.address() as AddressInfo).port;
  }

  /** Who brought a request that was let in. */
  callerOf(request: IncomingMessage): Caller {
    return this.gate.callerOf(request);
  }

  /** Lets nobody in any more; hangs up on whoever asks for nothing at the moment. */
  shut(): void {
    this.gone ??= new Promise((resolve) => this.server.close(() => resolve()));
    this.server.closeIdleConnections();
  }

  /** Hangs up on everybody, once they have what was sent to them or a moment has passed. */
  async closed(): Promise<void> {
    this.shut();
    for (const socket of this.sockets) socket.destroySoon();
    void machineTime()
      .sleep(lastMomentMs)
      .then(() => {
        for (const socket of this.sockets) socket.destroy();
      });
    await this.gone;
  }

  private meet(socket: Socket): void {
    const leave = this.connections.add(callerOf(socket.remoteAddress));
    if (typeof leave === 'string') {
      socket.destroy();
      return;
    }
    this.sockets.add(socket);
    socket.once('close', () => {
      this.sockets.delete(socket);
      leave();
    });
  }

  private complain({ code }: NodeJS.ErrnoException, socket: Duplex): void {
    // In the middle of an answer, another would be taken for the rest of it.
    if (code === 'ECONNRESET' || this.answering.has(socket)) socket.destroy();
    else refuseSocket(socket, statusOf.get(code) ?? 400);
  }

  private count(socket: Duplex, by: 1 | -1): void {
    const now = (this.answering.get(socket) ?? 0) + by;
    if (now > 0) this.answering.set(socket, now);
    else this.answering.delete(socket);
  }
}
