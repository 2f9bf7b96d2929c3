import { z } from 'zod';

/** What a language model answers, read as what a stranger sends: little of it, and nothing that was not asked for. */

const mostBytes = 65_536;

/** @see https://learn.microsoft.com/azure/ai-services/openai/reference */
const replySchema = z.object({
  choices: z.array(z.object({ message: z.object({ content: z.string() }) })).min(1),
});
const chosenSchema = z.strictObject({ answer: z.string().max(100) });

/** The id that was chosen, or `none`; undefined where the reply is not what was asked for. */
export async function readReply(response: Response): Promise<string | undefined> {
  const reply = replySchema.safeParse(parsed(await textOf(response)));
  const chosen = chosenSchema.safeParse(parsed(reply.data?.choices[0]?.message.content));
  return chosen.data?.answer;
}

/** Undefined where it is longer than any answer to what was asked. */
async function textOf({ body }: Response): Promise<string | undefined> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of body ?? []) {
    length += part.length;
    // Leaving the loop ends the connection.
    if (length > mostBytes) return undefined;
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

function parsed(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}
