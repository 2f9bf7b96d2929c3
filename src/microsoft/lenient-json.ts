/** What a body turned out to be. */
export type ParsedBody = { is: 'json'; value: unknown } | { is: 'empty' } | { is: 'notJson' };

/** Reads a body as JSON; some Partner Center answers start with a byte order mark, many writes answer nothing. */
export function lenientJson(text: string): ParsedBody {
  const bare = text.replace(/^\uFEFF/, '').trim();
  if (bare === '') return { is: 'empty' };
  try {
    return { is: 'json', value: JSON.parse(bare) };
  } catch (error) {
    if (error instanceof SyntaxError) return { is: 'notJson' };
    throw error;
  }
}
