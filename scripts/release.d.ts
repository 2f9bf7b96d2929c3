export function problemsOf(version: string, changes: string, locked: string): string[];
export function imageTags(version: string): string[];
