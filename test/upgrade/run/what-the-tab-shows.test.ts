import { describe, expect, it } from '@jest/globals';
import { waysOn } from '../../../src/upgrade/plans/ways-on.js';
import { nextStepNeeds } from '../../../src/upgrade/run/next-step.js';
import type { Run } from '../../../src/upgrade/run/run.js';
import type { Assessment } from '../../../src/upgrade/tenant/assessment.js';
import { aBlocker, aRun, aSource, at, available, blocked, now } from '../../support/runs.js';
import { minutesOn } from './order-steps.js';
import { found, heard, refusal, told, written } from './steps.js';

/** The answer to "can I use the Upgrade tab?": told by an admin, watched while something is in the way, and gone on from. */

const source = aSource();
const untold: Assessment = { is: 'askTheAdmin', readAt: at, source, warnings: [] };
const warned: Assessment = { ...untold, warnings: [{ is: 'incident', titles: ['Mail is slow'] }] };
const notDirect: Assessment = { is: 'notDirect', readAt: at, source, ownerTenantId: null };
const noSource: Assessment = { is: 'noSource', readAt: at };
const guided = (assessment: Assessment): Run => aRun({ commerce: 'admin-center', assessment });
const reported = (id: Parameters<typeof aBlocker>[0]) => aBlocker(id, { is: 'reported', message: 'A message.' });
const soon = (minutes: number): string => minutesOn(minutes).toISOString();

describe('what an admin tells that the tab shows', () => {
  it('opens the ways on from the plan, where it shows plans', () => {
    const run = told(guided(blocked([reported('TRIAL')])), { do: 'reportTab', tab: 'plans' });
    expect(run.state).toEqual({ is: 'assessed' });
    expect(run.assessment).toEqual({
      is: 'available',
      readAt: at,
      source,
      plans: [...waysOn(source.sku, source.assigned, source)],
      refused: [],
      warnings: [],
    });
    expect(run.assessment).toMatchObject({ plans: expect.arrayContaining(['ENTERPRISEPREMIUM', 'SPE_E3']) });
  });

  it.each([
    ['in its own words', { message: 'You have a trial.' }, 'You have a trial.'],
    ['without its words', {}, ''],
  ])('is what is in the way, where it shows a message: %s', (_, more, message) => {
    const run = told(guided(untold), { do: 'reportTab', tab: 'TRIAL', ...more });
    expect(run.state).toEqual({ is: 'assessed' });
    expect(run.assessment).toEqual(blocked([aBlocker('TRIAL', { is: 'reported', message })]));
  });

  it.each<[string, Assessment]>([
    ['part of what is in the way was read in Graph', blocked([reported('TRIAL'), aBlocker('PREPAID')])],
    ['the plan was bought elsewhere', notDirect],
    ['the tenant has no such plan', noSource],
  ])('is nothing that counts where %s', (_, assessment) => {
    expect(refusal(guided(assessment), { do: 'reportTab', tab: 'plans' })).toEqual({ why: 'notNow' });
  });
});

describe('what is in the way', () => {
  const pending = blocked([aBlocker('OTHER_UPGRADE_OR_CREDIT_CHECK_PENDING'), aBlocker('TEMPORARY_ISSUE')]);

  it.each<[string, Run, number]>([
    ['as soon as the first of it may have gone', aRun({ assessment: pending }), 60],
    ['three hours later, where it only may be in the way', guided(warned), 180],
  ])('is looked at again for whoever watches it: %s', (_, run, minutes) => {
    expect(told(run, { do: 'watch' }).state).toEqual({ is: 'assessed', nextAt: soon(minutes) });
  });

  it.each([available(), untold, notDirect, noSource])('is not watched where there is nothing: $is', (assessment) => {
    expect(refusal(aRun({ assessment }), { do: 'watch' })).toEqual({ why: 'notNow' });
  });

  const watched = (): Run => aRun({ assessment: pending, state: { is: 'assessed', nextAt: at } });
  const look = (run: Run, assessment: Assessment): Run => found(run, { found: 'assessment', assessment });

  it('is watched on while it is there, and cards in people’s hands stay valid', () => {
    const less = blocked([aBlocker('OTHER_UPGRADE_OR_CREDIT_CHECK_PENDING')]);
    const run = look(watched(), less);
    expect(run).toEqual({ ...watched(), assessment: less, state: { is: 'assessed', nextAt: soon(240) } });
  });

  it.each([available(), untold])('that has gone is told, once: $is', (assessment) => {
    const run = look(watched(), assessment);
    expect(run).toMatchObject({ assessment, revision: watched().revision + 1 });
    expect(run.state).toEqual({ is: 'assessed' });
    expect(heard(run)).toEqual(['blockerCleared']);
    expect(written(run)).toEqual({
      what: 'blockerCleared',
      details: { is: assessment.is, gone: 'OTHER_UPGRADE_OR_CREDIT_CHECK_PENDING TEMPORARY_ISSUE' },
    });
    expect(look(run, available())).toBe(run);
  });
});

describe('the way on from the answer', () => {
  it('is the manual one for whoever wants it, unless that has to wait too', () => {
    expect(told(aRun(), { do: 'upgradeManually' })).toMatchObject({ state: { is: 'choosingPlan' }, path: 'manual' });
    const unpaid = aRun({ assessment: blocked([aBlocker('UNPAID_BALANCE')]) });
    expect(refusal(unpaid, { do: 'upgradeManually' })).toEqual({ why: 'notNow' });
  });

  it.each([notDirect, noSource])('is somebody’s to say where the plan is not there to upgrade: $is', (assessment) => {
    expect(nextStepNeeds(aRun({ assessment }))).toBe('steer');
  });

  it('is looked for later where nothing could be seen', () => {
    const run = aRun({ state: { is: 'assessed', nextAt: at } });
    expect(found(run, { found: 'defect', text: 'A surprise.' }, now).state).toEqual({
      is: 'assessed',
      nextAt: soon(60),
    });
  });
});
