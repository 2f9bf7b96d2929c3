const dayMs = 24 * 60 * 60 * 1000;

const isWeekend = (date: Date): boolean => date.getUTCDay() === 0 || date.getUTCDay() === 6;

/**
 * When a credit check that began at `from` must have ended: two business days (Monday to Friday, UTC) later at the same
 * time of day. One that begins on a weekend counts from the start of Monday. Public holidays are not known.
 * @see "Will a credit check be required?" in Microsoft's article on Office 365 E4
 */
export function latestCreditCheckEnd(from: Date): Date {
  let end = from;
  if (isWeekend(end)) {
    end = new Date(Math.floor(end.getTime() / dayMs) * dayMs);
    while (isWeekend(end)) end = new Date(end.getTime() + dayMs);
  }
  for (let days = 0; days < 2; ) {
    end = new Date(end.getTime() + dayMs);
    if (!isWeekend(end)) days += 1;
  }
  return end;
}
