import type { Finding } from './finding.js';

/** The findings for a person: one line each, the fix below it, and a count at the end. */
export function asText(findings: readonly Finding[]): string {
  const width = Math.max(0, ...findings.map(({ id }) => id.length));
  const lines = findings.flatMap((finding) => {
    const { level, id, seen } = finding;
    const line = `${level.padEnd(7)}  ${id.padEnd(width)}  ${seen}`;
    return finding.level === 'ok' ? [line] : [line, `${' '.repeat(9)}fix: ${finding.fix}`];
  });
  return [...lines, '', countLine(findings)].join('\n');
}

/** The findings for a program: a JSON array. */
export function asJson(findings: readonly Finding[]): string {
  return JSON.stringify(findings, null, 2);
}

function countLine(findings: readonly Finding[]): string {
  const count = (level: Finding['level']) => findings.filter((finding) => finding.level === level).length;
  const plural = (number: number, word: string) => `${number} ${word}${number === 1 ? '' : 's'}`;
  return `${plural(findings.length, 'finding')}: ${count('ok')} ok, ${plural(count('warning'), 'warning')}, ${plural(count('error'), 'error')}`;
}
