/**
 * The page on which an administrator of a tenant grants an app what its registration asks for.
 * @param landingPage where the administrator is led afterwards; it has to be a redirect address of the app. Left out:
 *   wherever the registration says first.
 * @see https://learn.microsoft.com/entra/identity-platform/v2-admin-consent
 */
export function consentLink({
  authority,
  tenant,
  clientId,
  landingPage,
}: {
  authority: string;
  tenant: string;
  clientId: string;
  landingPage?: string | undefined;
}): string {
  const asked = new URLSearchParams({
    client_id: clientId,
    ...(landingPage === undefined ? {} : { redirect_uri: landingPage }),
  });
  return `${authority}/${encodeURIComponent(tenant)}/adminconsent?${asked}`;
}

/** The bot's own page that says what was granted; undefined where it has no address of its own. */
export const landingPageAt = (publicUrl: string | undefined): string | undefined =>
  publicUrl === undefined ? undefined : `${publicUrl.replace(/\/$/, '')}/consented`;
