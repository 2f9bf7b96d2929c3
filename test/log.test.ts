import { describe, expect, it } from '@jest/globals';
import { createLog } from '../src/log.js';
import { toldBy } from './support/nothing-told.js';

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

describe('what a bot under test told', () => {
  it.each([
    '{"msg":"Alex Wilber was moved"}',
    '{"msg":"adele vance"}',
    '{"err":{"message":"no licence for adele@contoso.onmicrosoft.com"}}',
    '{"authorization":"Bearer abcdefghijklmnopqrst.uvw"}',
    'eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJhIn0.c2ln',
    '{"soldTo":{"companyName":"Contoso","city":"Oslo"}}',
    'the password is hunter2-hunter2',
  ])('is looked through, and fails its test where it holds %s', (line) => {
    const told = toldBy(['hunter2-hunter2']);
    told.write(line);
    expect(() => told.check()).toThrow('the bot told what it may not');
  });

  it('may be anything else', () => {
    const told = toldBy(['hunter2-hunter2']);
    told.write('{"event":"action","by":"00000000-0000-4000-8000-000000000001","verb":"stop"}');
    told.add('{"error":{"code":"Forbidden","message":"The bearer token was not accepted."}}');
    told.check();
  });
});
