/** What is wrong with a manifest and the files it names, each with where; empty when Teams will take it. */
export function problemsOf(manifest: unknown, files: ReadonlyMap<string, Uint8Array>): string[];
