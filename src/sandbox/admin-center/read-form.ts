/** The whole number in a field, up to six digits; undefined when it is none. */
export function wholeNumber(text: string | undefined): number | undefined {
  const trimmed = (text ?? '').trim();
  return /^\d{1,6}$/.test(trimmed) ? Number(trimmed) : undefined;
}

/** What was chosen, when it is one of the choices. */
export function chosen<Choice extends string>(
  text: string | undefined,
  choices: readonly Choice[],
): Choice | undefined {
  return choices.find((choice) => choice === text);
}
