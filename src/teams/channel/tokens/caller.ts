/** Who brought a request. */
export type Caller = Genuine | NoCaller;

export type Genuine =
  /** The channel, which is answered at the address that its token names. */
  | { is: 'channel'; serviceUrl: string }
  /** Whoever it is: nobody is asked for a token. */
  | { is: 'anyone' };

export type NoCaller =
  | { is: 'noToken' }
  | { is: 'badToken' }
  /** The keys to check tokens with could not be read. */
  | { is: 'keysUnavailable' };

/** Whether it is a caller whose request is not looked at. */
export const isNobody = (caller: Caller): caller is NoCaller => caller.is !== 'channel' && caller.is !== 'anyone';
