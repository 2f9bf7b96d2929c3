/** One person's change of licences: what is added and removed in a single assignLicense call. */
export type LicenceChange = {
  userId: string;
  add: { skuId: string; disabledPlans: string[] }[];
  remove: string[];
};
