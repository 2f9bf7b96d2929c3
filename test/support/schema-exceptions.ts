/** Where a published description is stricter than the service it describes. */
export const schemaExceptions: readonly { file: string; fault: RegExp; reason: string }[] = [];
