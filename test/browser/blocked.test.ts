import { expect, it } from '@jest/globals';
import { describeInChromium } from './support/conversation.js';

/** A tenant whose Upgrade tab can't be used: why, what clears it, and being told when it has cleared. */

describeInChromium('an admin whose tenant is blocked', 'fabrikam', (now) => {
  it('reads every blocker, is not led around them, and is told when they have cleared', async () => {
    const { chat, sandbox, tenant, until } = now();
    await (await chat.card('welcome')).press('Check');
    const blocked = await chat.card('upgrade-blocked', 'unpaid balance');
    await blocked.screenshot('blocked-01-two-reasons');
    const text = await blocked.text();
    expect(text).toContain('You have more users than licenses');
    expect(text).toContain('25 licenses are assigned, 22 are bought: 3 too many.');
    expect(text).toContain('Buy more licenses, unassign some, or delete users who have left.');
    expect(text).toContain('There is an unpaid balance');
    expect(text).toContain('Upgrading manually has to wait too, until this is cleared:');
    expect(text).not.toContain('Upgrade manually');

    await chat.say('manually');
    const refused = await chat.card('upgrade-blocked', "Nothing changed. So far I've only looked.");
    await refused.screenshot('blocked-02-manual-refused');
    await refused.press('Tell me when it clears');
    const watching = await chat.card('upgrade-blocked', "I'll check again");
    await watching.screenshot('blocked-03-watching');
    expect(await watching.text()).not.toContain('Tell me when it clears');

    // One of the two goes: the other still stands in the way.
    await sandbox.patch(tenant, { blockers: ['UNPAID_BALANCE'], seats: 25 });
    await watching.press('Check again');
    const one = await chat.card('upgrade-blocked', "The Upgrade tab can't be used right now");
    await one.screenshot('blocked-04-one-reason');
    expect(await one.text()).not.toContain('more users than licenses');

    await sandbox.patch(tenant, { blockers: [] });
    const messages = await chat.messages();
    const cleared = await until('upgrade-available', 'PT61M', 'This is no longer in the way');
    await cleared.screenshot('blocked-05-cleared');
    expect(await chat.messages()).toBe(messages + 1);
    expect((await sandbox.ledger(tenant)).orders).toEqual([]);
  });
});
