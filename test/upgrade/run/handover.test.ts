import { describe, expect, it } from '@jest/globals';
import { handedOver } from '../../../src/upgrade/run/handover.js';
import { now, runIn } from '../../support/runs.js';

const adele = { id: 'adele', name: 'Adele Vance' };
const megan = { id: 'megan', name: 'Megan Bowen' };
const isaiah = { id: 'isaiah', name: 'Isaiah Langer' };
const later = (hours: number) => new Date(now.getTime() + hours * 3_600_000);

describe('handing a step over', () => {
  const first = () => handedOver(runIn.cart(), { permission: 'buy', from: adele, to: [megan] }, now);

  it('makes those who are asked follow, tells them alone, and writes it down', () => {
    const { run, asked } = first();
    expect(asked).toEqual([megan]);
    expect(run.followers).toEqual(['alex', 'megan']);
    expect(run.notices).toMatchObject([{ what: 'handover', to: ['megan'], from: 'Adele Vance' }]);
    expect(run.handovers).toEqual([{ at: now.toISOString(), permission: 'buy', to: 'megan' }]);
    const both = handedOver(runIn.cart(), { permission: 'buy', from: adele, to: [megan, isaiah] }, now).run;
    const details = { permission: 'buy', to: 'Megan Bowen, Isaiah Langer' };
    expect(both.audit.at(-1)).toMatchObject({ what: 'handover', by: adele, details });
  });

  it('leaves cards in people’s hands valid', () => {
    expect(first().run.revision).toBe(runIn.cart().revision);
  });

  it('asks nobody for the same within a day, and anew after it, or for something else', () => {
    const { run } = first();
    const again = { permission: 'buy', from: adele, to: [megan, isaiah] } as const;
    expect(handedOver(run, again, later(23)).asked).toEqual([isaiah]);
    expect(handedOver(run, again, later(24)).asked).toEqual([megan, isaiah]);
    expect(handedOver(run, { ...again, permission: 'assign', to: [megan] }, later(1)).asked).toEqual([megan]);
    const same = handedOver(run, { ...again, to: [megan] }, later(1));
    expect(same.run).toBe(run);
    const others = handedOver(run, { ...again, to: [isaiah] }, later(1)).run;
    expect(handedOver(others, again, later(2)).asked).toEqual([]);
  });

  it('brings back whoever left, because a colleague needs them, and nobody else', () => {
    const { run } = handedOver(
      { ...runIn.cart(), left: ['megan', 'isaiah'] },
      { permission: 'buy', from: adele, to: [megan] },
      now,
    );
    expect(run).toMatchObject({ left: ['isaiah'], followers: ['alex', 'megan'] });
  });

  it('names nobody when the bot asks, or when the one who asks has no name', () => {
    for (const from of [null, { id: 'adele', name: '' }]) {
      const { run } = handedOver(runIn.cart(), { permission: 'buy', from, to: [megan] }, now);
      expect(run.notices[0]).not.toHaveProperty('from');
    }
  });

  it('asks for nothing in a run that is over', () => {
    const over = runIn.completed();
    expect(handedOver(over, { permission: 'buy', from: null, to: [megan] }, now)).toEqual({ run: over, asked: [] });
  });
});
