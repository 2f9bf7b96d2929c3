/**
 * The page on which an administrator of a tenant grants an app what its registration asks for.
 * @see https://learn.microsoft.com/entra/identity-platform/v2-admin-consent
 */
export function consentLink({
  authority,
  tenant,
  clientId,
}: {
  authority: string;
  tenant: string;
  clientId: string;
}): string {
  return `${authority}/${encodeURIComponent(tenant)}/adminconsent?client_id=${encodeURIComponent(clientId)}`;
}
