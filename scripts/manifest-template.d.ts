export function filledManifest(
  folder: string,
  given: {
    appId?: string | undefined;
    teamsAppId?: string | undefined;
    publicUrl?: string | undefined;
    version: string;
  },
): string;
export function unpublishable(manifest: unknown): string[];
