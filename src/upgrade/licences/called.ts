/**
 * What a person or a group is called where a name has to be said: real tenants have people without a name, and some
 * without a sign-in name either.
 * @returns the name, else the sign-in name, else the id
 */
export function calledOf({
  id,
  displayName,
  userPrincipalName = '',
}: {
  id: string;
  displayName: string;
  userPrincipalName?: string;
}): string {
  return [displayName, userPrincipalName].map((name) => name.trim()).find((name) => name !== '') ?? id;
}
