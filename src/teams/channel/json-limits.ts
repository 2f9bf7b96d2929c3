/** What a JSON text may have in it: how deep, how many in one array or object, how many in all. */
export type JsonLimits = { depth: number; members: number; values: number };

/** Far beyond any activity that Teams sends. */
export const activityLimits: JsonLimits = { depth: 64, members: 1_000, values: 20_000 };

const quote = 0x22;
const backslash = 0x5c;
const comma = 0x2c;
const opening = [0x5b, 0x7b];
const closing = [0x5d, 0x7d];

/**
 * Watches a JSON text while it comes in, byte by byte, so that one that would be dear to parse is not read to its end.
 * Whether it is JSON at all is left to the parser.
 */
export class JsonWatch {
  private inText = false;
  private escaped = false;
  private values = 1;
  /** How many commas were seen in each array and object that is open. */
  private readonly open: number[] = [];

  constructor(private readonly limits: JsonLimits) {}

  /** Takes the next bytes; false once there is too much of something. */
  takes(chunk: Uint8Array): boolean {
    for (const byte of chunk) {
      if (this.inText) this.passText(byte);
      else if (!this.passMark(byte)) return false;
    }
    return true;
  }

  private passText(byte: number): void {
    if (this.escaped) this.escaped = false;
    else if (byte === backslash) this.escaped = true;
    else if (byte === quote) this.inText = false;
  }

  private passMark(byte: number): boolean {
    if (byte === quote) this.inText = true;
    else if (byte === comma) return this.countMember();
    else if (opening.includes(byte)) return this.open.push(0) <= this.limits.depth && this.countValue();
    else if (closing.includes(byte)) this.open.pop();
    return true;
  }

  private countMember(): boolean {
    const seen = (this.open.pop() ?? 0) + 1;
    this.open.push(seen);
    return seen < this.limits.members && this.countValue();
  }

  private countValue(): boolean {
    this.values += 1;
    return this.values <= this.limits.values;
  }
}
