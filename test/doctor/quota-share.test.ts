import { expect, it } from '@jest/globals';
import { readConfig } from '../../src/config/config.js';
import { configSeen } from '../../src/doctor/check-config.js';

function quotaFinding(env: NodeJS.ProcessEnv) {
  const read = readConfig(env);
  return read.ok ? configSeen(read.config).find(({ id }) => id === 'quota-share') : undefined;
}

it('the doctor tells how much of the quotas is used, and warns where nothing is left to other tools', () => {
  expect(quotaFinding({})).toMatchObject({ level: 'ok', seen: expect.stringContaining('80 %') });
  expect(quotaFinding({ QUOTA_SHARE: '1' })).toMatchObject({ level: 'warning', fix: expect.stringContaining('0.8') });
});
