import { createSign, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

type Claims = Record<string, unknown>;
type SignOptions = {
  /** Parts of the header; undefined leaves one out. */
  header?: Claims;
  /** The name of the key it says that it is signed with. */
  key?: string;
  /** Signs with a key that is not published. */
  otherKey?: boolean;
  /** What it is hashed with. */
  hash?: string;
  algorithm?: 'none';
};

export type TokenIssuer = {
  issuer: string;
  metadata: string;
  /** The keys that are published, by their names; what is changed here is published from then on. */
  keys: Map<string, Claims>;
  /** How often the keys were asked for. */
  readonly asked: number;
  /** Answers in place of the issuer, when set. */
  instead: ((request: IncomingMessage, response: ServerResponse) => void) | undefined;
  /** Resolves when the keys are asked for the next time. */
  nextAsked(): Promise<void>;
  /** Publishes a key under a name; members may be replaced, and undefined leaves one out. Keys of one length are one. */
  publish(name: string, members?: Claims, bits?: number): void;
  /** A token as the Bot Framework signs them; claims may be replaced, and undefined leaves one out. */
  token(claims: Claims, options?: SignOptions): string;
  /** Signs any header and any claims, as they are written, with the key that is published under that name. */
  sign(header: string, claims: string, key?: string): string;
  close(): Promise<void>;
};

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
type Pair = { publicKey: KeyObject; privateKey: KeyObject };

/**
 * Publishes a key set of its own and signs tokens with it.
 * @param now the time that tokens are issued at, in milliseconds since the epoch
 */
export async function startTokenIssuer(now: () => number = Date.now): Promise<TokenIssuer> {
  const pairs = new Map<string, Pair>();
  const bitsOf = new Map<string, number>();
  const pairOf = (bits: number, which = ''): Pair => {
    const pair = pairs.get(`${bits}${which}`) ?? generateKeyPairSync('rsa', { modulusLength: bits });
    pairs.set(`${bits}${which}`, pair);
    return pair;
  };
  const privateKey = (name: string, which?: string): KeyObject => pairOf(bitsOf.get(name) ?? 2_048, which).privateKey;
  const watchers: (() => void)[] = [];
  let asked = 0;
  const server = createServer((request, response) => {
    if (request.url === '/keys') {
      asked += 1;
      for (const tell of watchers.splice(0)) tell();
    }
    if (self.instead) return self.instead(request, response);
    response.setHeader('content-type', 'application/json');
    const found = request.url === '/keys' ? { keys: [...self.keys.values()] } : { issuer, jwks_uri: `${issuer}/keys` };
    response.end(JSON.stringify(found));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const self: TokenIssuer = {
    issuer,
    metadata: `${issuer}/.well-known/openidconfiguration`,
    keys: new Map(),
    get asked() {
      return asked;
    },
    instead: undefined,
    nextAsked: () => new Promise((resolve) => void watchers.push(resolve)),
    publish(name, members = {}, bits = 2_048) {
      bitsOf.set(name, bits);
      const jwk = pairOf(bits).publicKey.export({ format: 'jwk' });
      self.keys.set(name, { ...jwk, kid: name, use: 'sig', endorsements: ['msteams'], ...members });
    },
    token(claims, { header = {}, key = 'key-1', otherKey = false, hash = 'RSA-SHA256', algorithm } = {}) {
      const at = Math.floor(now() / 1_000);
      const head = encode({ typ: 'JWT', alg: algorithm ?? 'RS256', kid: key, ...header });
      const body = encode({ iss: issuer, nbf: at - 60, exp: at + 3_600, ...claims });
      if (algorithm === 'none') return `${head}.${body}.`;
      const signer = createSign(hash).update(`${head}.${body}`);
      return `${head}.${body}.${signer.sign(privateKey(key, otherKey ? 'other' : ''), 'base64url')}`;
    },
    sign(header, claims, key = 'key-1') {
      const signed = [header, claims].map((part) => Buffer.from(part).toString('base64url')).join('.');
      return `${signed}.${createSign('RSA-SHA256').update(signed).sign(privateKey(key), 'base64url')}`;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  self.publish('key-1');
  return self;
}
