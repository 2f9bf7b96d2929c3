/** SECURITY.md with the table of who may do what as the rules have it now. */
export function withRights(text?: string): string;
