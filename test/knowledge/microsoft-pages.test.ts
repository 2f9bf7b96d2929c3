import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

/**
 * Every address of Microsoft's that is written anywhere: shown to people, or told as a source. A page that was merged
 * into another still opens, at its top; an anchor that is gone leads nowhere on it.
 */

const learn = 'https://learn.microsoft.com/';

/** Pages that were merged into others, with where they lead now (read 2026-11-28, from Microsoft's own redirections). */
const merged: Readonly<Record<string, string>> = {
  'microsoft-365/commerce/subscriptions/upgrade-office-365-e4': 'commerce/subscriptions/upgrade-to-different-plan',
  'microsoft-365/commerce/subscriptions/important-information-e4': 'commerce/subscriptions/upgrade-to-different-plan',
  'microsoft-365/commerce/subscriptions/change-plans-manually': 'commerce/subscriptions/upgrade-to-different-plan',
  'microsoft-365/commerce/subscriptions/why-cant-i-change-plans': 'commerce/subscriptions/upgrade-to-different-plan',
  'microsoft-365/commerce/subscriptions/switch-plans-manually': 'commerce/subscriptions/upgrade-to-different-plan',
  'microsoft-365/commerce/subscriptions/switch-to-a-different-plan': 'commerce/subscriptions/upgrade-to-different-plan',
  'microsoft-365/commerce/subscriptions/back-up-data-before-switching-plans':
    'commerce/subscriptions/move-users-different-subscription',
  'microsoft-365/commerce/licenses/remove-licenses-from-subscription': 'commerce/licenses/buy-licenses',
  'microsoft-365/admin/manage/resolve-license-conflicts': 'commerce/licenses/buy-licenses',
  'microsoft-365/admin/manage/remove-licenses-from-users': 'admin/manage/assign-licenses-to-users',
};

/** Anchors that are on their pages. The list is closed: who writes another has looked whether it is there. */
const anchors: Readonly<Record<string, readonly string[]>> = {
  // Read 2026-11-28, in the version of 2025-10-02. "#why-cant-i-upgrade-plans" and "#what-does-upgrading-a-plan-do-to-
  // my-service-and-billing" were on the versions until 2022.
  'microsoft-365/commerce/subscriptions/upgrade-to-different-plan': [
    'why-cant-i-change-plans',
    'what-does-automatically-changing-plans-do-to-my-service-and-billing',
    'change-plans-manually',
  ],
  // Read 2026-11-28, in the version of 2025-05-02.
  'microsoft-365/commerce/subscriptions/move-users-different-subscription': [
    'back-up-data-before-changing-microsoft-365-for-business-plans',
  ],
  // Read 2026-11-28, in the version of 2024-05-03.
  'entra/identity/users/licensing-groups-resolve-problems': [
    'manage-licenses-for-products-with-prerequisites',
    'when-a-licensed-group-is-deleted',
  ],
  // Read 2026-11-28.
  'azure/bot-service/rest-api/bot-framework-rest-connector-authentication': ['step-4-verify-the-jwt-token'],
  'adaptive-cards/authoring-cards/text-features': ['datetime-formatting-and-localization'],
  'graph/throttling-limits': ['identity-and-access-service-limits'],
  'graph/api/driveitem-createuploadsession': ['upload-bytes-to-the-upload-session'],
  'microsoftteams/platform/bots/how-to/conversations/conversation-messages': [
    'status-codes-from-bot-conversational-apis',
  ],
};

type Found = { file: string; page: string; anchor: string | undefined };

function filesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((one) => {
    const path = join(folder, one.name);
    if (one.isDirectory()) return filesIn(path);
    return /\.(ts|js|json|md|yml|example)$/.test(one.name) ? [path] : [];
  });
}

const found: Found[] = [
  ...['src', 'cards', 'docs', 'manifest', 'scripts'].flatMap(filesIn),
  'README.md',
  'SECURITY.md',
  '.env.example',
].flatMap((file) =>
  [...readFileSync(file, 'utf8').matchAll(/https:\/\/(?:learn|docs)\.microsoft\.com\/([^\s"'`)>\]]*)/g)].map(
    ([, address = '']) => {
      const [path = '', anchor] = address.replace(/[.,;]$/, '').split('#');
      return { file, page: (path.split('?')[0] ?? '').replace(/^[a-z]{2}-[a-z]{2}\//i, '').replace(/\/$/, ''), anchor };
    },
  ),
);

describe('the addresses of Microsoft’s pages', () => {
  it('are found where they are written', () => {
    expect(found.length).toBeGreaterThan(150);
  });

  it('lead to no page that was merged into another', () => {
    const dead = found.filter(({ page }) => Object.hasOwn(merged, page.toLowerCase()));
    expect(dead).toEqual([]);
  });

  it('name no anchor that is not on its page', () => {
    const dead = found.filter(({ page, anchor }) => anchor !== undefined && !anchors[page]?.includes(anchor));
    expect(dead).toEqual([]);
  });

  it('are of today’s site, without a language', () => {
    const old = ['src', 'cards', 'docs', 'manifest']
      .flatMap(filesIn)
      .filter((file) =>
        /https:\/\/docs\.microsoft\.com|learn\.microsoft\.com\/[a-z]{2}-[a-z]{2}\//i.test(readFileSync(file, 'utf8')),
      );
    expect(old).toEqual([]);
  });

  it(`are all below ${learn}, or the permanent links of the admin center`, () => {
    const linked = filesIn('src/knowledge/entries')
      .filter((file) => !file.includes('/de/'))
      .flatMap((file) => (JSON.parse(readFileSync(file, 'utf8')) as { link: string }[]).map(({ link }) => link));
    expect(
      linked.filter(
        (link) => !link.startsWith(learn) && !/^https:\/\/go\.microsoft\.com\/fwlink\/p\/\?linkid=\d+$/.test(link),
      ),
    ).toEqual([]);
  });
});
