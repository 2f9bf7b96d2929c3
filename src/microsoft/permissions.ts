/** An application permission of Microsoft Graph that the bot works with. */
export type Permission = {
  name: string;
  for: string;
  /** Wider ones that hold it as well. */
  within: readonly string[];
  /** Without a permission that is not required the bot does less. */
  required: boolean;
};

const directory = ['Directory.Read.All', 'Directory.ReadWrite.All'];
/** The least that lets an app change a user. @see https://learn.microsoft.com/graph/api/user-update */
export const locationWrite = 'User.ReadWrite.All';
const ownWrite = 'LicenseAssignment.ReadWrite.All';

/** @see https://learn.microsoft.com/graph/permissions-reference */
export const permissions: readonly Permission[] = [
  {
    name: 'LicenseAssignment.Read.All',
    for: 'plans, seats and services of the tenant',
    within: [ownWrite, ...directory],
    required: true,
  },
  {
    name: 'Organization.Read.All',
    for: "the subscriptions, the organisation's name and country",
    within: ['Organization.ReadWrite.All', ...directory],
    required: true,
  },
  {
    name: 'User.Read.All',
    for: 'who holds which licence',
    within: ['User.ReadWrite.All', ...directory],
    required: true,
  },
  {
    name: 'GroupMember.Read.All',
    for: 'who is in the groups that hand out licences',
    within: ['GroupMember.ReadWrite.All', 'Group.Read.All', 'Group.ReadWrite.All', ...directory],
    required: true,
  },
  {
    name: 'Group.Read.All',
    for: 'groups that hand out licences',
    within: ['Group.ReadWrite.All', ...directory],
    required: true,
  },
  {
    name: 'RoleManagement.Read.Directory',
    for: 'which admin may do what',
    within: ['RoleManagement.ReadWrite.Directory', 'RoleManagement.Read.All', ...directory],
    required: true,
  },
  {
    name: 'ServiceHealth.Read.All',
    for: 'open incidents that block an upgrade',
    within: [],
    required: false,
  },
  {
    name: 'Reports.Read.All',
    for: 'how full mailboxes are, before a move to a plan that gives them less room',
    within: [],
    required: false,
  },
  {
    name: ownWrite,
    for: 'reassigning licences; without it the bot assesses, and changes nothing',
    within: ['Directory.ReadWrite.All'],
    required: false,
  },
  {
    name: locationWrite,
    for: 'setting the usage location of people who have none; without it an admin sets it',
    within: ['Directory.ReadWrite.All'],
    required: false,
  },
];
