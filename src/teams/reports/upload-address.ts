/**
 * Whether a file may be sent to an address that came with a consent: Teams names an upload session in the person's own
 * OneDrive. Anything else could be a way to have a tenant's data sent elsewhere.
 * @param practice also allows this machine, where a test may stand in for OneDrive
 * @see https://learn.microsoft.com/microsoftteams/platform/bots/how-to/bots-filesv4
 */
export function mayUploadTo(address: string, practice: boolean): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, port, username, password } = new URL(address);
  if (username !== '' || password !== '') return false;
  if (practice && (hostname === '127.0.0.1' || hostname === '[::1]' || hostname === 'localhost')) return true;
  return protocol === 'https:' && port === '' && /^[a-z0-9-]+\.sharepoint\.com$/.test(hostname);
}
