/** A value of plain JSON that nobody can change any more: whoever reads it may keep it, and all may read the same. */
export function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  if (Array.isArray(value)) for (let at = 0; at < value.length; at += 1) frozen(value[at]);
  else for (const part of Object.values(value)) frozen(part);
  return Object.freeze(value);
}
