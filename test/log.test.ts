import { describe, expect, it } from '@jest/globals';
import { createLog } from '../src/log.js';

function logged(details: object, message = 'said'): string {
  const lines: string[] = [];
  createLog({ level: 'info', destination: { write: (line: string) => lines.push(line) } }).info(details, message);
  return lines.join('');
}

describe('the log', () => {
  it.each([
    [{ config: { bot: { appPassword: 'hunter2 "quoted"' } } }],
    [{ a: { b: { c: { d: { headers: { Authorization: 'Basic hunter2' } } } } } }],
    [{ headers: { authorization: ['Bearer hunter2.abc-_~+/=='] } }],
    [{ body: JSON.stringify({ access_token: 'hunter2', expires_in: 3599 }) }],
    [{ body: 'grant_type=client_credentials&client_secret=hunter2&scope=x' }],
    [{ config: { secretKey: 'hunter2', formerKey: 'hunter2' } }],
    [{ env: { SECRET_KEY: 'hunter2', SECRET_KEY_FORMER: 'hunter2' } }],
    [{ body: 'SECRET_KEY=hunter2' }],
    [{ err: new Error('refused: Bearer hunter2') }],
  ])('keeps secrets out: %j', (details) => {
    expect(logged(details)).not.toContain('hunter2');
  });

  it('keeps tokens out of messages', () => {
    expect(logged({}, 'got eyJhbGciOiJSUzI1NiJ9.eyJhdWQiOiJ4In0.c2ln from Entra')).toContain(
      'got [redacted] from Entra',
    );
  });

  it('stays one JSON object a line and leaves everything else alone', () => {
    const line = JSON.parse(logged({ token: 'x"y\\', tokenIssuer: 'https://issuer', users: 3 }, 'token: none'));
    expect(line).toMatchObject({ token: '[redacted]', tokenIssuer: 'https://issuer', users: 3, msg: 'token: none' });
  });

  it('writes nothing below its level', () => {
    const lines: string[] = [];
    createLog({ level: 'warn', destination: { write: (line: string) => lines.push(line) } }).info('quiet');
    expect(lines).toEqual([]);
  });
});
