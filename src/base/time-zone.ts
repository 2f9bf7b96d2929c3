/** Whether a name is that of a time zone, as Intl knows them. */
export function isTimeZone(name: string | undefined): name is string {
  if (name === undefined) return false;
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
