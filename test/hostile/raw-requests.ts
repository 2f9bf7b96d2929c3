import fc from 'fast-check';

/** Requests as they stand on the wire: some that a server must take, and many that it cannot read. */

const mostly = <T>(usual: fc.Arbitrary<T>, odd: fc.Arbitrary<T>, weight = 4): fc.Arbitrary<T> =>
  fc.oneof({ weight, arbitrary: usual }, { weight: 1, arbitrary: odd });
const bytes = (maxLength: number) =>
  fc.array(fc.integer({ min: 0, max: 255 }), { maxLength }).map((codes) => String.fromCharCode(...codes));

const methods = mostly(
  fc.constantFrom(
    'GET',
    'POST',
    'HEAD',
    'PUT',
    'DELETE',
    'OPTIONS',
    'PATCH',
    'TRACE',
    'CONNECT',
    'PROPFIND',
    'M-SEARCH',
  ),
  fc.oneof(fc.constantFrom('get', '', 'BREW', 'PRI', 'GET GET'), bytes(6)),
);
const targets = mostly(
  fc.constantFrom('/healthz', '/readyz', '/metrics', '/api/messages', '/reports/x', '/', '/api/messages?x=1', '/none'),
  fc.oneof(
    fc.constantFrom(
      '*',
      '//',
      '//a',
      'http://[::bad/',
      'http://a/healthz',
      '/%',
      '/%E0%A4%A',
      '/..',
      '/\\',
      'a:443',
      '',
    ),
    fc.constantFrom('/reports/%2e%2e%2f%2e%2e', '/healthz#x', '/healthz?%', `/${'x'.repeat(5_000)}`, '/a b', '/;a=b'),
    bytes(20).map((text) => `/${text}`),
    fc.webUrl(),
  ),
);
const hosts = mostly(
  fc.constantFrom('a', 'bot.example.com:443', '127.0.0.1', '[::1]:80'),
  fc.oneof(fc.constantFrom('foo|bar', 'a:99999999', '[::bad', '', 'a b', '%', 'a@b', 'a/b', '::1', 'ü'), bytes(12)),
);
const versions = mostly(
  fc.constantFrom('HTTP/1.1', 'HTTP/1.0'),
  fc.constantFrom('HTTP/9.9', 'HTTP/2.0', 'http/1.1', ''),
  9,
);
const headers = fc.array(
  mostly(
    fc.constantFrom(
      ...[
        'Accept: */*',
        'Accept-Version: ~1',
        'Accept-Version: \u00ff',
        'Content-Type: application/json',
        'Content-Type: x',
      ],
      ...['Content-Encoding: gzip', 'Expect: 100-continue', 'Expect: x', 'Upgrade: websocket', 'Connection: Upgrade'],
      ...['Transfer-Encoding: chunked', 'Transfer-Encoding: gzip, chunked', 'Content-Length: 5', 'Content-Length: -1'],
      ...['Content-Length: 99999999999999999999', 'Authorization: Bearer a.b.c', 'X-HTTP-Method-Override: DELETE'],
      ...['Cookie: a=b', 'X-Forwarded-Host: foo|bar', 'X-Forwarded-Proto: ://', 'Range: bytes=0-1', 'TE: trailers'],
      ...['If-None-Match: *', 'Api-Version: {}', 'X-Request-Id: [redacted]', `X: ${'x'.repeat(9_000)}`],
    ),
    fc.oneof(bytes(30), fc.constantFrom('Host: again', ': x', ' folded', 'a', `X: ${'x'.repeat(20_000)}`)),
    6,
  ),
  { maxLength: 6 },
);
const bodies = mostly(
  fc.constantFrom('', '{}', '{"type":"message"}', '5\r\n{"a":\r\n0\r\n\r\n', '1\r\nx\r\n'.repeat(200)),
  fc.oneof(bytes(200), fc.json()),
);

const request = fc
  .record({
    method: methods,
    target: targets,
    version: versions,
    host: hosts,
    headers,
    body: bodies,
    told: fc.boolean(),
  })
  .map(({ method, target, version, host, headers: more, body, told }) => {
    const length = told ? [`Content-Length: ${body.length}`] : [];
    const end = told ? ['Content-Type: application/json'] : [];
    return [`${method} ${target} ${version}`, `Host: ${host}`, ...more, ...length, ...end, '', body].join('\r\n');
  });

/** What goes over one connection: one request or several in a breath, in as many pieces as there are cuts. */
export const rawRequests = fc.record({
  text: mostly(
    fc.array(request, { minLength: 1, maxLength: 4 }).map((requests) => requests.join('')),
    bytes(300),
    12,
  ),
  cuts: fc.array(fc.nat(400), { maxLength: 3 }),
});
