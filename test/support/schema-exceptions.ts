/** Where a published description says less than the service does, or more. */
export const schemaExceptions: readonly { file: string; fault: RegExp; reason: string }[] = [
  {
    file: 'billing-openapi.json',
    fault: /^GET \S+\/operationResults\/\S+: is not described$/,
    reason:
      'A long-running operation is followed at the address of its Location header, which is any the service likes: ' +
      'https://learn.microsoft.com/azure/azure-resource-manager/management/async-operations',
  },
  {
    file: 'partnercenter-openapi.json',
    fault: /^GET \S+\/products(\?targetView=OnlineServices|\/\S+\/skus(\/\S+\/availabilities)?): is not described$/,
    reason:
      'The description has no catalogue; its shapes are on Microsoft’s page: ' +
      'https://learn.microsoft.com/partner-center/developer/product-resources',
  },
  {
    file: 'graph-openapi.json',
    fault: /^GET \S+\/transitiveMemberOf\/microsoft\.graph\.group\?\S+: is not described$/,
    reason:
      'The part of the description that is kept has the cast to roles alone; that to groups is on Microsoft’s page: ' +
      'https://learn.microsoft.com/graph/api/user-list-transitivememberof',
  },
  {
    file: 'graph-openapi.json',
    fault: /^GET \S+\/roleManagement\/directory\/roleEligibilityScheduleInstances\?\S+: is not described$/,
    reason:
      'The part of the description that is kept has no eligibilities; they are on Microsoft’s page: ' +
      'https://learn.microsoft.com/graph/api/rbacapplication-list-roleeligibilityscheduleinstances',
  },
];
