export function rowsOf(csv: string): string[][];
export function changesIn(csv: string, document: object): string[];
