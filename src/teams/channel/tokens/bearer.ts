/** Far more than the Bot Framework's tokens have, in letters. */
const longest = 8_192;
const shape = /^Bearer ([\w-]+)\.([\w-]+)\.([\w-]+)$/;

/** A bearer token taken apart. Nothing of it is verified. */
export type Bearer = { token: string; header: Record<string, unknown>; claims: Record<string, unknown> };

/** Takes an Authorization header apart; undefined when it is not one signed token of the usual form. */
export function readBearer(authorization: string): Bearer | undefined {
  if (authorization.length > longest) return undefined;
  const [, head = '', body = ''] = shape.exec(authorization) ?? [];
  const header = readPart(head);
  const claims = readPart(body);
  return header && claims && { token: authorization.slice('Bearer '.length), header, claims };
}

function readPart(part: string): Record<string, unknown> | undefined {
  if (part === '') return undefined;
  try {
    const read: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    return typeof read === 'object' && read !== null && !Array.isArray(read) ? { ...read } : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
