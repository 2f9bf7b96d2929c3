/** Where a published description says less than the service does, or more. */
export const schemaExceptions: readonly { file: string; fault: RegExp; reason: string }[] = [
  {
    file: 'billing-openapi.json',
    fault: /^GET \S+\/operationResults\/\S+: is not described$/,
    reason:
      'A long-running operation is followed at the address of its Location header, which is any the service likes: ' +
      'https://learn.microsoft.com/azure/azure-resource-manager/management/async-operations',
  },
];
