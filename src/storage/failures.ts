/** A change or a read the disk refused. Nothing was changed; the message says what an operator can do. */
export class StorageFailed extends Error {
  constructor(
    message: string,
    /** The operating system's code, such as EROFS, when there is one. */
    readonly code?: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'StorageFailed';
  }
}

/** No room on the disk. Changes are kept again as soon as there is some; no restart is needed. */
export class StorageFull extends StorageFailed {
  override readonly name = 'StorageFull';
}

/** The document's file was not understood and waits for the operator; until then it is neither read nor replaced. */
export class DocumentSetAside extends StorageFailed {
  override readonly name = 'DocumentSetAside';
}

/** This start may not have the store. `message` is one line: what is so, and what to do. */
export class StoreRefused extends Error {
  override readonly name: string = 'StoreRefused';
  constructor(
    readonly what: string,
    readonly remedy: string,
    options?: ErrorOptions,
  ) {
    super(`${what}: ${remedy}`, options);
  }
}

/** The value does not fit the schema of its kind, so it could not be read back. A defect in the caller. */
export class NotStorable extends Error {
  override name = 'NotStorable';
}

const remedies: Record<string, string> = {
  EROFS: 'the disk is mounted read-only: remount it writable',
  EIO: 'the disk reports errors: check it, and move DATA_DIR to a sound one',
  EACCES: 'the bot may not write there: give its user write access',
  EPERM: 'the bot may not write there: give its user write access',
  EMFILE: 'too many open files: raise the limit (ulimit -n)',
};

/**
 * Turns an error of the file system into one that says what to do.
 * @param doing what was tried, such as "write runs/7.json".
 */
export function asStorageFailure(error: unknown, doing: string): StorageFailed {
  if (error instanceof StorageFailed) return error;
  const code = codeOf(error);
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new StorageFull(`Could not ${doing}: the disk is full. Free some space under DATA_DIR.`, code, {
      cause: error,
    });
  }
  const remedy = (code && remedies[code]) ?? 'check the disk and the rights of DATA_DIR';
  return new StorageFailed(`Could not ${doing} (${code ?? String(error)}): ${remedy}.`, code, { cause: error });
}

/** The `code` of a Node error, such as ENOENT. */
export function codeOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}
