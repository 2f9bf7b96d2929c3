/** CONTRIBUTING.md with the table as the state files have it now. */
export function withTable(text?: string): string;
