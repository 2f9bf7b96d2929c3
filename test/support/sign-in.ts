/** The sign-in name of one of the practice tenant's people. */
export function signIn(person: { displayName: string } | undefined): string {
  const plain = (person?.displayName ?? '').normalize('NFD').toLowerCase();
  const alias = plain.split(' ').map((part) => part.replaceAll(/[^a-z]/g, ''));
  return `${alias.join('.')}@contoso.example`;
}
