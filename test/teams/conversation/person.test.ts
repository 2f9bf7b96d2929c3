import { describe, expect, it } from '@jest/globals';
import { readActivity } from '../../../src/teams/channel/activity.js';
import { identify } from '../../../src/teams/conversation/person.js';

describe('who can be asked to take a file', () => {
  const takesFiles = (more: Record<string, unknown>, filesByConsent = true): unknown => {
    const from = { id: '29:alex', name: 'Alex', aadObjectId: '00000000-0000-4000-8000-000000000001' };
    const sent = { type: 'message', channelId: 'msteams', serviceUrl: 'https://smba.trafficmanager.net/emea/', from };
    const activity = readActivity({
      ...sent,
      conversation: { id: 'a:1', conversationType: 'personal', tenantId: 'contoso' },
      ...more,
    });
    const who = activity && identify(activity, { cloud: 'sandbox', allowedTenants: [], filesByConsent });
    return who?.is === 'person' && who.person.takesFiles;
  };

  it('is somebody in Teams, where Teams hands files over', () => {
    expect(takesFiles({})).toBe(true);
    expect(takesFiles({}, false)).toBe(false);
    expect(takesFiles({ channelId: 'webchat' })).toBe(false);
  });

  it('is nobody in the Agents Playground, which calls itself Teams and shows no files', () => {
    expect(takesFiles({ serviceUrl: 'http://localhost:56150/_connector' })).toBe(false);
  });
});
