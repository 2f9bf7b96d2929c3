/** An escape of half a character; whether the other half follows is seen when it is read. */
const halves = /\\u[dD][89a-fA-F]/;

/**
 * Reads JSON so that every text in it is well-formed Unicode: half a character, which no file name, address or
 * directory takes, becomes the sign for an unknown one. A member whose name is not well formed is left out.
 * @throws SyntaxError
 */
export function readJson(text: string): unknown {
  return halves.test(text) ? JSON.parse(text, wellFormed) : JSON.parse(text);
}

function wellFormed(name: string, value: unknown): unknown {
  if (!isWellFormed(name)) return undefined;
  return typeof value === 'string' && !isWellFormed(value) ? Buffer.from(value).toString() : value;
}

const isWellFormed = (text: string): boolean => !/\p{Surrogate}/u.test(text);
