/** What Microsoft tells of a quota beside an answer. */
export type QuotaNews = {
  /** Resource units that the request used. */
  units: number;
  isWrite: boolean;
  /** How much of its limit is used, from 0.8 to 1.8; undefined while it is less, or not told. */
  used: number | undefined;
  /** What was refused, by which limit; undefined where nothing was. */
  refused: Refused | undefined;
};

export type Refused = {
  /** Whose limit it was: the app's in this tenant, or the app's in all of them. */
  scope: 'tenant' | 'app';
  of: 'writes' | 'units';
  /** How long Microsoft asked to wait, in milliseconds; undefined where it did not say. */
  waitMs: number | undefined;
};

/** Who keeps count of what Microsoft allows. */
export type QuotaWatch = {
  /** Is told of every answer. */
  heard(tenantId: string, news: QuotaNews): void;
  /** Resolves when what can wait may use so many resource units of the tenant. Never rejects. */
  room(tenantId: string, units: number): Promise<void>;
};
