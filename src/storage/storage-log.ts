/** What a store tells the operator; a pino logger fits. */
export type StorageLog = {
  error(details: object, message: string): void;
  warn(details: object, message: string): void;
};
