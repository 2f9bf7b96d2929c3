/** Pages of the Microsoft 365 admin center, by the permanent links that Microsoft's own articles use. */
const fwlink = (id: number): string => `https://go.microsoft.com/fwlink/p/?linkid=${id}`;

export const links = {
  yourProducts: fwlink(842054),
  licenses: fwlink(842264),
  serviceHealth: fwlink(842900),
  activeUsers: fwlink(834822),
  purchaseServices: fwlink(868433),
  adminCenter: fwlink(2024339),
  paymentMethods: fwlink(2018806),
  billsAndPayments: fwlink(2102895),
  billingAccounts: fwlink(2084771),
  domains: fwlink(834818),
  groups: fwlink(2052855),
  roleAssignments: fwlink(2097861),
  support: fwlink(2166757),
  /** Where somebody activates a role that they are eligible for: Entra's own page, which has no permanent link. */
  myRoles: 'https://entra.microsoft.com/#view/Microsoft_Azure_PIMCommon/ActivationMenuBlade/~/aadmigratedroles',
} as const;

export type LinkId = keyof typeof links;
