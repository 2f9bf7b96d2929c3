/** Where the adapters tell the operator what they did. Never given tokens, names or addresses of people. */
export type Log = {
  debug(details: Record<string, unknown>, message: string): void;
  warn(details: Record<string, unknown>, message: string): void;
};

export const noLog: Log = { debug: () => undefined, warn: () => undefined };
