import { BoundedMap } from '../../../base/bounded-map.js';
import type { Bearer } from './bearer.js';
import type { SigningKey } from './read-keys.js';

/** Teams brings an hour's activities with the same few tokens. */
const mostKept = 200;

/**
 * Tokens whose signature was right, as they came: what was signed stays signed while its key is trusted. Of a token that is
 * not known nothing follows, and that one is known says nothing of whether it is still good.
 */
export class VerifiedTokens {
  private readonly kept = new BoundedMap<string, { bearer: Bearer; key: SigningKey }>(mostKept);

  /** A token that was verified, taken apart, by its whole Authorization header; undefined where none was. */
  find(authorization: string): Bearer | undefined {
    return this.kept.get(authorization)?.bearer;
  }

  /** Whether it was this key that its signature was right for. Keys that were read anew are others. */
  isSignedWith(authorization: string, key: SigningKey): boolean {
    return this.kept.get(authorization)?.key === key;
  }

  /** Each time it was taken: of more tokens than are kept, those give way that came the longest ago. */
  keep(authorization: string, bearer: Bearer, key: SigningKey): void {
    this.kept.set(authorization, { bearer, key });
  }
}
