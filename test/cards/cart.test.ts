import { describe, expect, it } from '@jest/globals';
import type { Run } from '../../src/upgrade/run/run.js';
import { textOf } from '../support/card-json.js';
import { aSchedule, now, runIn } from '../support/runs.js';
import { cardOf, cards } from './every-card.js';
import { alex } from './states/viewer.js';

/** What the cart says of what is in it, and of what is left out. */

const said = (state: string): string => textOf(cardOf(state, alex));
const saidOf = (run: Run): string => textOf(cards.run(run, alex, { now }).card);

describe('the cart of a suite without Microsoft Teams', () => {
  it('says that people get both where Teams is in it, and how it is left out', () => {
    expect(said('cart with Teams')).toContain('goes into the same order: everyone gets both');
    expect(said('cart with Teams')).toContain('To leave Microsoft Teams EEA out, enter 0 licenses of it.');
  });

  it('says who loses Teams where it is left out, and not that everyone gets both', () => {
    expect(said('cart with Teams left out')).toContain('loses Teams, and this chat with it');
    expect(said('cart with Teams left out')).not.toContain('everyone gets both');
  });
});

describe('the cart of two plans', () => {
  it('says how one of them is left out to those alone who can do that', () => {
    expect(said('cart of two plans')).toContain('To order Microsoft 365 E3 on its own afterwards, enter 0 licenses');
    expect(said('cart of two plans for a reader')).not.toContain('enter 0 licenses');
  });

  it('says of the old plan that it is kept, not bought once more', () => {
    expect(said('cart of two plans')).toMatch(/You\skeep\nOffice 365 E4, 25 licenses, until you cancel it/);
  });
});

describe('the cart', () => {
  it('says where a price comes from and that tax is not in it, where there is one', () => {
    expect(said('cart with prices')).toContain('before tax');
    expect(said('cart')).not.toContain('before tax');
  });

  it('says once that nothing is ordered, whether a time is chosen or not', () => {
    const times = (run: Run) => saidOf(run).match(/nothing is ordered/gi)?.length;
    expect(times(runIn.cart())).toBe(1);
    expect(times({ ...runIn.cart(), schedule: aSchedule() })).toBe(1);
    expect(times({ ...runIn.cart(), path: 'manual', schedule: aSchedule() })).toBe(1);
  });

  it('says when it is to begin once, also where it is sent as a reminder', () => {
    const times = (text: string) => text.match(/March 6, 2026 at 10:00/g)?.length;
    expect(times(said('an hour before, not decided'))).toBe(1);
    expect(said('an hour before, not decided')).toContain("The order isn't confirmed at checkout yet");
    expect(times(said('cart with a time'))).toBe(1);
  });
});
