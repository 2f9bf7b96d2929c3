/** What Microsoft's JSON schema `schemaName`, in `folder`, finds wrong with the content; empty when it fits. */
export function officialProblems(folder: string, schemaName: string, content: unknown): string[];
