/** The name of a resource from its id; a name alone stays as it is. */
export function nameIn(resourceId: string): string {
  return resourceId.split('/').filter(Boolean).at(-1) ?? '';
}

/** A name as a part of a path. Account names hold a colon, which Microsoft's own addresses leave as it is. */
export function inPath(name: string): string {
  return encodeURIComponent(name).replaceAll('%3A', ':');
}

/** Whether two ids or names are the same; Azure keeps their case but does not tell by it. */
export function sameId(one: string | null | undefined, other: string): boolean {
  return one?.trim().toLowerCase() === other.trim().toLowerCase();
}
