/**
 * Who holds a plan, by reads that do not depend on each other. Microsoft Graph's list of holders is an index that lags
 * behind writes and may come back short or empty; a list that names nobody proves nothing by itself.
 * @see https://learn.microsoft.com/graph/aad-advanced-queries (eventual consistency)
 */
export type Holding = {
  /** People who, read one by one, hold it: those whom the list names and those who were written down before. */
  users: number;
  groups: number;
  /** Licences that the plan counts as assigned (`consumedUnits` of /subscribedSkus); null when it is not listed. */
  counted: number | null;
};

export type Held =
  | { is: 'nobody' }
  | { is: 'somebody'; users: number; groups: number }
  /** Licences are counted and nobody is found who holds one: it is not known, and has to be looked at again. */
  | { is: 'unclear'; counted: number };

/** Whether everyone has left the plan. Only where every read says so does nobody hold it. */
export function heldBy({ users, groups, counted }: Holding): Held {
  if (users > 0 || groups > 0) return { is: 'somebody', users, groups };
  return counted === 0 ? { is: 'nobody' } : { is: 'unclear', counted: counted ?? 0 };
}

/**
 * Whether a list of who holds the plan is as long as the plan's count. A list that is too short lacks somebody.
 * @param listed people in the list, each once
 */
export function isWholeList(listed: number, counted: number | null): boolean {
  return counted !== null && listed >= counted;
}
