import { z } from 'zod';

/** Where a conversation goes on. Kept as it came, without the activity it came with. */
export const referenceSchema = z.looseObject({
  serviceUrl: z.string(),
  channelId: z.string().optional(),
  conversation: z.looseObject({ id: z.string() }),
});
export type Reference = z.infer<typeof referenceSchema>;

/** An attachment of another kind than an Adaptive Card, sent as a message of its own. */
export type FileCard = {
  attachment: { contentType: string; name: string; contentUrl?: string; content: Record<string, unknown> };
  summary: string;
};

/** What can be sent: an Adaptive Card, or a file's attachment. `summary` is the text of the notification. */
export type Sendable = { card: Record<string, unknown>; summary: string } | FileCard;

/** Sends outside a turn. Each rejects with what the connector answered, or that it did not. */
export interface Sender {
  /** Resolves with the message's activity id, when the channel tells. */
  send(reference: Reference, what: Sendable): Promise<string | undefined>;
  /** Puts something else into a message's place. */
  update(reference: Reference, activityId: string, what: Sendable): Promise<void>;
  /** Takes a message back. */
  remove(reference: Reference, activityId: string): Promise<void>;
}
