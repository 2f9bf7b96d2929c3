import { createPublicKey, type KeyObject } from 'node:crypto';
import { z } from 'zod';
import type { KeyFacts } from './token-demands.js';

/** A published key that signatures can be verified with. */
export type SigningKey = KeyFacts & { publicKey: KeyObject };

/** Far more than the Bot Framework publishes, in bytes and in keys. */
const longestAnswer = 512 * 1024;
const mostKeys = 200;

const metadataSchema = z.object({ jwks_uri: z.url({ protocol: /^https?$/ }).max(2_000) });
const keySetSchema = z.object({ keys: z.array(z.unknown()).max(mostKeys) });
const keySchema = z.looseObject({
  kid: z.string().min(1).max(500),
  kty: z.literal('RSA'),
  n: z.string(),
  e: z.string(),
});

/**
 * Reads the keys that an issuer publishes, by their ids.
 * @param metadata the address of its OpenID metadata
 * @throws when an answer is missing, is no answer of this kind, or leads from https to http
 * @see https://openid.net/specs/openid-connect-discovery-1_0.html#ProviderMetadata
 */
export async function readKeys(
  metadata: string,
  fetchIt: typeof fetch,
  signal: AbortSignal,
): Promise<Map<string, SigningKey>> {
  const { jwks_uri } = metadataSchema.parse(await read(metadata, fetchIt, signal));
  if (isSafe(metadata) && !isSafe(jwks_uri)) throw new Error('the keys are published without https');
  const { keys } = keySetSchema.parse(await read(jwks_uri, fetchIt, signal));
  const found = new Map<string, SigningKey>();
  for (const published of keys) {
    const key = keyOf(published);
    // The first of two with one id, as the Bot Framework's own library reads them.
    if (key && !found.has(key.kid)) found.set(key.kid, key.key);
  }
  return found;
}

async function read(address: string, fetchIt: typeof fetch, signal: AbortSignal): Promise<unknown> {
  const response = await fetchIt(address, { signal });
  if (!response.ok || !response.body) throw new Error(`the keys' address answered ${response.status}`);
  if (isSafe(address) && !isSafe(response.url)) throw new Error('the keys are published without https');
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body) {
    size += chunk.length;
    if (size > longestAnswer) throw new Error('the answer with the keys is too long');
    chunks.push(chunk);
  }
  return JSON.parse(Buffer.concat(chunks).toString('utf8'));
}

/** A key of another kind, or a damaged one, is as good as absent. */
function keyOf(published: unknown): { kid: string; key: SigningKey } | undefined {
  const parsed = keySchema.safeParse(published);
  if (!parsed.success) return undefined;
  const { kid, kty, n, e, use, alg, key_ops, endorsements } = parsed.data;
  try {
    const publicKey = createPublicKey({ key: { kty, n, e }, format: 'jwk' });
    const bits = publicKey.asymmetricKeyDetails?.modulusLength ?? 0;
    return { kid, key: { kty, use, alg, key_ops, endorsements, bits, publicKey } };
  } catch {
    return undefined;
  }
}

const isSafe = (address: string): boolean => /^https:/i.test(address);
