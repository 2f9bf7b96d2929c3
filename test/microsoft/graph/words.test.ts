import { afterEach, describe, expect, it } from '@jest/globals';
import {
  appliesToOf,
  isAdvisory,
  licenceErrorOf,
  licenceStateOf,
  processingOf,
  provisioningOf,
  statusOf,
  usageLocationOf,
} from '../../../src/microsoft/graph/words.js';
import { readLicenceFailure } from '../../../src/upgrade/licences/licence-failures.js';
import { isUsable } from '../../../src/upgrade/tenant/find-source.js';
import { isActive } from '../../../src/upgrade/tenant/home.js';
import type { AnsweringServer } from '../answering-server.js';
import { spelled } from '../spellings.js';
import { connectedDirectory } from './connected.js';

const same = (...words: string[]) => spelled(words.map((word): [string, string] => [word, word]));

let server: AnsweringServer | undefined;
afterEach(() => server?.close());

async function answeredWith(...value: unknown[]) {
  const connected = await connectedDirectory(() => ({ body: { value } }));
  server = connected.server;
  return connected.directory;
}

describe('the status of a subscription, and the capability status of a product', () => {
  it.each(same('Enabled', 'Warning', 'Suspended', 'Deleted', 'LockedOut'))('%s is %s', (word, status) => {
    expect(statusOf(word)).toBe(status);
  });

  it.each(['Musing', 'Unknown', '', null, undefined])('is not known in the word %j', (word) => {
    expect(statusOf(word)).toBe('Unknown');
  });

  it.each([
    ['enabled', true],
    ['WARNING', true],
    ['Suspended', false],
    ['Deleted', false],
    ['LockedOut', false],
    ['Musing', false],
  ])('%s lets people use it: %s', async (word, works) => {
    const row = { id: 'row', skuId: '1392051d-0cb9-4b7a-88d5-621fee5e8711', status: word, capabilityStatus: word };
    const directory = await answeredWith(row);
    expect((await directory.subscriptions('t')).map(isUsable)).toEqual([works]);
    expect((await directory.skus('t')).map(isActive)).toEqual([works]);
  });
});

describe('the provisioning status of a service', () => {
  it.each(same('Success', 'Disabled', 'Error', 'PendingInput', 'PendingActivation', 'PendingProvisioning'))(
    '%s is %s',
    (word, status) => {
      expect(provisioningOf(word)).toBe(status);
    },
  );

  it.each([
    ['Musing', 'Musing'],
    ['Successful', 'Successful'],
    ['', ''],
    [null, ''],
    [undefined, ''],
  ])('%j stays what it is, and is not success', (word, status) => {
    expect(provisioningOf(word)).toBe(status);
  });
});

describe('whom a service is for', () => {
  it.each(
    spelled([
      ['User', 'User'],
      ['Company', 'Company'],
      ['Musing', 'User'],
    ]),
  )('%s is %s', (word, whom) => {
    expect(appliesToOf(word)).toBe(whom);
  });

  it.each(['', null, undefined])('is people when it says %j', (word) => {
    expect(appliesToOf(word)).toBe('User');
  });
});

describe('the state of a licence of a person', () => {
  it.each(same('Active', 'ActiveWithError', 'Disabled', 'Error'))('%s is %s', (word, state) => {
    expect(licenceStateOf(word)).toBe(state);
  });

  it.each([
    ['Musing', 'Musing'],
    [null, ''],
    [undefined, ''],
  ])('%j stays what it is', (word, state) => {
    expect(licenceStateOf(word)).toBe(state);
  });
});

describe('the error of a licence of a person', () => {
  it.each(
    spelled([
      ['CountViolation', 'noSeats'],
      ['MutuallyExclusiveViolation', 'conflict'],
      ['DependencyViolation', 'dependency'],
      ['ProhibitedInUsageLocationViolation', 'notAllowedInLocation'],
      ['UniquenessViolation', 'duplicateProxyAddress'],
      ['Other', 'other'],
      ['Musing', 'other'],
    ]),
  )('%s comes down to %s', (word, reason) => {
    expect(readLicenceFailure(licenceErrorOf(word) ?? 'none')).toBe(reason);
  });

  it.each([...spelled([['None', '']]).map(([word]) => word), '', null, undefined])('%j is none', (word) => {
    expect(licenceErrorOf(word)).toBeNull();
  });
});

describe('how far a group is with its members', () => {
  it.each(
    spelled([
      ['QueuedForProcessing', 'queued'],
      ['ProcessingInProgress', 'inProgress'],
      ['ProcessingComplete', 'complete'],
      ['Musing', 'unknown'],
    ]),
  )('%s means %s', (word, processing) => {
    expect(processingOf(word)).toBe(processing);
  });

  it.each(['', null, undefined])('is not known when it says %j', (word) => {
    expect(processingOf(word)).toBe('unknown');
  });
});

describe('where a person uses services', () => {
  it.each([
    ['SE', 'SE'],
    ['se', 'SE'],
    [' Se ', 'SE'],
    ['', null],
    [' ', null],
    [null, null],
    [undefined, null],
  ])('%j is %j', (word, location) => {
    expect(usageLocationOf(word)).toBe(location);
  });
});

describe('the classification of a service issue', () => {
  it.each(
    spelled([
      ['advisory', true],
      ['incident', false],
      ['unknownFutureValue', false],
      ['Musing', false],
    ]),
  )('%s is only an advisory: %s', (word, only) => {
    expect(isAdvisory(word)).toBe(only);
  });

  it.each([
    ['incident', 1],
    ['Incident', 1],
    ['ADVISORY', 0],
    ['Musing', 1],
    [undefined, 1],
  ])('%s lets %s issue stand in the way', async (classification, told) => {
    const directory = await answeredWith({ id: 'EX1', service: 'Exchange Online', classification });
    expect(await directory.serviceIssues('t')).toHaveLength(told);
  });
});
