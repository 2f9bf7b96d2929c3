type RuntimePackage = {
  name: string;
  version: string;
  licence: string | undefined;
  hasInstallScript: boolean;
};

/** Every package that `npm ci --omit=dev --omit=optional` installs, as the lock has it. */
export function runtimePackages(lock?: { packages: Record<string, unknown> }): RuntimePackage[];

/** Whether a licence, or one of those that may be chosen between, is allowed. */
export function isAllowed(licence: string | undefined): boolean;

/** docs/licences.md as the lock has it now. */
export function licencesPage(packages?: readonly RuntimePackage[]): string;
