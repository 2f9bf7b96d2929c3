#!/usr/bin/env bash
# Gives a managed identity the application permissions of Microsoft Graph that the bot works with; the portal has no page for
# it. Whoever runs it is a Global or Privileged Role Administrator, signed in with `az login`.
#   infra/grant-graph.sh <principal id of the identity>      # IDENTITY_PRINCIPAL_ID of the deployment
# It leaves out User.ReadWrite.All: without it an admin sets usage locations. Add it to the list where the bot is to do that.
set -euo pipefail
principal="${1:?the principal id of the identity}"
graph=$(az ad sp show --id 00000003-0000-0000-c000-000000000000 --query id --output tsv)
for role in LicenseAssignment.Read.All Organization.Read.All User.Read.All GroupMember.Read.All Group.Read.All \
  RoleManagement.Read.Directory ServiceHealth.Read.All Reports.Read.All LicenseAssignment.ReadWrite.All; do
  id=$(az ad sp show --id "$graph" --query "appRoles[?value=='$role'].id | [0]" --output tsv)
  az rest --method POST --uri "https://graph.microsoft.com/v1.0/servicePrincipals/$principal/appRoleAssignments" \
    --body "{\"principalId\": \"$principal\", \"resourceId\": \"$graph\", \"appRoleId\": \"$id\"}" > /dev/null
  echo "granted $role"
done
