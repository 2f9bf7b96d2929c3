import { appendFileSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { restarts } from './restarts.js';
import { assign, people, sku, startUpgrade } from './support.js';

describe('a sandbox with a folder', () => {
  const { start, journal } = restarts();
  const lines = () => readFileSync(journal(), 'utf8').split('\n').filter(Boolean);

  it('is the same world after an abrupt end', async () => {
    const before = await start();
    await before.put({
      users: 20,
      groups: [{ name: 'Sales', users: 5 }],
      owned: [{ sku: 'ENTERPRISEPACK', seats: 9 }],
    });
    const everybody = await people(before);
    await assign(before, everybody[9].id, [sku.e3], [sku.e4]);
    await assign(before, everybody[9].id, [sku.e3], [sku.e4]);
    await before.advance('PT1H');
    await startUpgrade(before);
    await before.advance('PT12S');
    await before.faults([{ match: { path: '/organization' }, effect: 'status', status: 503, times: 2 }]);
    await before.graph('/organization');
    const report = await before.report('?users=full');
    const after = await start();
    expect(await after.report('?users=full')).toEqual({ ...report, requests: expect.anything() });
    expect((await after.call('/_sandbox/faults')).body.faults).toMatchObject([{ timesLeft: 1 }]);
    expect((await after.call('/_sandbox/clock')).body.now).toBe(report.now);
    await after.advance('PT1M');
    expect((await after.report()).users.holding).toMatchObject({ ENTERPRISEPREMIUM: 19, ENTERPRISEPACK: 1 });
  });

  it('gives the same answer to a request that is tried again', async () => {
    const before = await start();
    await before.put({ users: 3 });
    const { answer } = await startUpgrade(before);
    const after = await start();
    expect((await startUpgrade(after)).answer.body).toEqual(answer.body);
    expect((await after.report()).orders).toHaveLength(1);
  });

  it('passes over a line that was torn by the end, and can go on writing', async () => {
    const before = await start();
    await before.put({ users: 3 });
    appendFileSync(journal(), '{"at":1,"surface":"gra');
    const second = await start();
    await second.advance('PT1H');
    const third = await start();
    expect((await third.report()).users.total).toBe(3);
    expect((await third.call('/_sandbox/clock')).body.now).toBe('2026-01-05T09:00:00.000Z');
  });

  it('forgets what a new scenario has replaced', async () => {
    const before = await start();
    for (const users of [1, 2, 3]) await before.put({ users });
    await start();
    expect(lines()).toHaveLength(1);
  });

  it('is not harmed by a scenario that was refused', async () => {
    const before = await start();
    await before.put({ users: 3 });
    expect((await before.put({ users: 'many' })).status).toBe(400);
    expect((await (await start()).report()).users.total).toBe(3);
  });
});
