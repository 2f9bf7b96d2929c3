import { describe, expect, it } from '@jest/globals';
import { error, inOneLine, ok, warning } from '../../src/doctor/finding.js';
import { asJson, asText } from '../../src/doctor/report.js';

const findings = [ok('node', 'Node 22'), warning('clock', 'is off', 'Set it.'), error('graph', 'is shut', 'Open it.')];

describe('the report', () => {
  it('has a line for each finding, the fix below what is not fine, and a count at the end', () => {
    expect(asText(findings).split('\n')).toEqual([
      'ok       node   Node 22',
      'warning  clock  is off',
      '         fix: Set it.',
      'error    graph  is shut',
      '         fix: Open it.',
      '',
      '3 findings: 1 ok, 1 warning, 1 error',
    ]);
  });

  it('is a list of the findings as JSON', () => {
    expect(JSON.parse(asJson(findings))).toEqual(findings);
  });

  it('keeps an error that was thrown on one line, with what lies beneath', () => {
    const beneath = Object.assign(new Error('refused'), { code: 'ECONNREFUSED' });
    expect(inOneLine(new Error('fetch\n  failed', { cause: beneath }))).toBe('fetch failed (ECONNREFUSED)');
  });
});
