import { describe, expect, it } from '@jest/globals';
import { judge, passes } from '../../../src/teams/channel/send-failure.js';

/** An error of the connector, as the Bot Framework hands it on. */
const answered = (statusCode: number, body: unknown, headers: Record<string, string> = {}) =>
  Object.assign(new Error('refused'), {
    statusCode,
    response: { bodyAsText: JSON.stringify(body), headers: new Headers(headers) },
  });
const coded = (status: number, code: string) => answered(status, { error: { code, message: '' } });

describe('an answer of the connector', () => {
  it.each([
    [coded(412, 'PreconditionFailed'), { is: 'tryAgain', retryAfterMs: undefined }],
    [answered(429, {}, { 'retry-after': '7' }), { is: 'tryAgain', retryAfterMs: 7_000 }],
    [answered(429, {}, { 'retry-after': '99999999' }), { is: 'tryAgain', retryAfterMs: 900_000 }],
    [answered(429, {}, { 'retry-after': 'soon' }), { is: 'tryAgain', retryAfterMs: undefined }],
    [coded(401, 'BotNotRegistered'), { is: 'tryAgain', retryAfterMs: undefined }],
    [answered(502, '<html>'), { is: 'doubtful', retryAfterMs: undefined, sentAs: undefined }],
    [answered(503, { id: 'sent-1' }), { is: 'doubtful', retryAfterMs: undefined, sentAs: 'sent-1' }],
    [answered(504, {}), { is: 'doubtful', retryAfterMs: undefined, sentAs: undefined }],
    [answered(500, {}), { is: 'failing' }],
    [coded(400, 'BadArgument'), { is: 'notTaken' }],
    [coded(413, 'MessageSizeTooBig'), { is: 'notTaken' }],
    [coded(403, 'BotDisabledByAdmin'), { is: 'unreachable', byPerson: false }],
    [coded(403, 'BotNotInConversationRoster'), { is: 'unreachable', byPerson: false }],
    [coded(403, 'ConversationBlockedByUser'), { is: 'unreachable', byPerson: true }],
    [coded(403, 'ForbiddenOperationException'), { is: 'unreachable', byPerson: false }],
    [coded(403, 'InvalidBotApiHost'), { is: 'unreachable', byPerson: false }],
    [coded(403, 'NotEnoughPermissions'), { is: 'unreachable', byPerson: false }],
    [
      answered(403, { errorCode: 209, message: '{ "subCode": "MessageWritesBlocked" }' }),
      { is: 'unreachable', byPerson: false },
    ],
    [coded(404, 'ActivityNotFoundInConversation'), { is: 'unreachable', byPerson: false }],
    [coded(404, 'ConversationNotFound'), { is: 'unreachable', byPerson: false }],
  ])('means what Microsoft says that it means, %#', (error, failure) => {
    expect(judge(error)).toEqual(failure);
  });

  it('that never came leaves open whether the message did; a connection that was refused does not', () => {
    expect(judge(new Error('socket hang up'))).toMatchObject({ is: 'doubtful' });
    expect(judge(Object.assign(new Error('x'), { code: 'ECONNREFUSED' }))).toMatchObject({ is: 'tryAgain' });
  });

  it('is followed by the same message soon for nothing but 412, 429, 502, 503, 504 and our own token', () => {
    const again = [400, 401, 403, 404, 409, 412, 413, 429, 500, 501, 502, 503, 504].filter((status) =>
      passes(judge(answered(status, {}))),
    );
    expect(again).toEqual([401, 412, 429, 502, 503, 504]);
  });
});
