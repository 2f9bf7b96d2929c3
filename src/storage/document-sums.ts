import { createHash } from 'node:crypto';

/** A document as the text it is kept as, whatever it is kept in. */
export type DocumentText = { kind: string; id: string; version: number; text: string };

/** Tells whether two stores hold the same: how many documents of each kind, and what is in them. */
export class DocumentSums {
  /** kind → id → SHA-256 of the text. */
  private readonly kinds = new Map<string, Map<string, string>>();

  add({ kind, id, text }: DocumentText): void {
    const those = this.kinds.get(kind) ?? new Map<string, string>();
    this.kinds.set(kind, those.set(id, createHash('sha256').update(text).digest('base64')));
  }

  /** A line a kind: its name, how many, and a digest of all. */
  lines(): string[] {
    return [...this.kinds].sort(([a], [b]) => (a < b ? -1 : 1)).map(([kind, those]) => line(kind, those));
  }

  count(): number {
    return [...this.kinds.values()].reduce((sum, those) => sum + those.size, 0);
  }
}

function line(kind: string, those: ReadonlyMap<string, string>): string {
  const digest = createHash('sha256');
  for (const entry of [...those].map((one) => JSON.stringify(one)).sort()) digest.update(entry);
  return `${kind}: ${those.size} documents, SHA-256 ${digest.digest('hex')}`;
}
