// Everything the bot needs in Azure: an identity, the bot and its Teams channel, a container app on PostgreSQL. The identity
// is the bot's and reads Microsoft Graph of its own tenant; for several tenants give an app registration of your own
// (graphClientId, graphClientSecret): a managed identity has no tokens for other tenants.

@description('Begins every name; 3 to 16 small letters and digits.')
@minLength(3)
@maxLength(16)
param name string

param location string = resourceGroup().location

@description('The image to run, such as contoso.azurecr.io/upgrade-assistant:0.2.0.')
param image string

@description('A registry that the identity may pull from; empty where the image is public.')
param registryServer string = ''

@description('Who runs the bot and how they are reached, for the pages on privacy and terms.')
param operator string

@description('Signs links and encrypts documents: at least 32 characters by chance.')
@secure()
@minLength(32)
param secretKey string

@secure()
@minLength(16)
param databasePassword string

@allowed(['admin-center', 'partner-center', 'billing-account'])
param commerce string = 'admin-center'
param partnerTenantId string = ''
param billingAccountId string = ''

@description('Tenants that may talk to the bot, separated by commas; empty: every one that has installed it.')
param allowedTenants string = ''

@description('The app that reads other tenants; empty: the identity reads its own.')
param graphClientId string = ''
@secure()
param graphClientSecret string = ''

param minReplicas int = 2

var databaseUser = 'upgrade_assistant'
var databaseName = 'upgrade_assistant'

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: '${name}-identity'
  location: location
}

resource logs 'Microsoft.OperationalInsights/workspaces@2023-09-01' = {
  name: '${name}-logs'
  location: location
  properties: {
    sku: { name: 'PerGB2018' }
    retentionInDays: 90
  }
}

resource environment 'Microsoft.App/managedEnvironments@2024-03-01' = {
  name: '${name}-environment'
  location: location
  properties: {
    appLogsConfiguration: {
      destination: 'log-analytics'
      logAnalyticsConfiguration: {
        customerId: logs.properties.customerId
        sharedKey: logs.listKeys().primarySharedKey
      }
    }
  }
}

resource database 'Microsoft.DBforPostgreSQL/flexibleServers@2024-08-01' = {
  name: '${name}-database-${uniqueString(resourceGroup().id)}'
  location: location
  sku: { name: 'Standard_B1ms', tier: 'Burstable' }
  properties: {
    version: '16'
    administratorLogin: databaseUser
    administratorLoginPassword: databasePassword
    storage: { storageSizeGB: 32 }
    backup: { backupRetentionDays: 14, geoRedundantBackup: 'Disabled' }
    highAvailability: { mode: 'Disabled' }
  }

  resource documents 'databases' = {
    name: databaseName
  }

  // Addresses within Azure; the password and TLS are asked for all the same. Use a private network where yours has one.
  resource fromAzure 'firewallRules' = {
    name: 'azure'
    properties: { startIpAddress: '0.0.0.0', endIpAddress: '0.0.0.0' }
  }
}

var publicHost = '${name}.${environment.properties.defaultDomain}'
var databaseUrl = 'postgres://${databaseUser}:${uriComponent(databasePassword)}@${database.properties.fullyQualifiedDomainName}:5432/${databaseName}?sslmode=verify-full'
var graphSecrets = empty(graphClientSecret) ? [] : [{ name: 'graph-client-secret', value: graphClientSecret }]
var graphEnvironment = empty(graphClientId) ? [] : [
  { name: 'GRAPH_CLIENT_ID', value: graphClientId }
  { name: 'GRAPH_CLIENT_SECRET', secretRef: 'graph-client-secret' }
]

resource app 'Microsoft.App/containerApps@2024-03-01' = {
  name: name
  location: location
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${identity.id}': {} }
  }
  properties: {
    managedEnvironmentId: environment.id
    configuration: {
      activeRevisionsMode: 'Single'
      ingress: { external: true, targetPort: 3978, transport: 'http', allowInsecure: false }
      registries: empty(registryServer) ? [] : [{ server: registryServer, identity: identity.id }]
      secrets: concat([
        { name: 'secret-key', value: secretKey }
        { name: 'database-url', value: databaseUrl }
      ], graphSecrets)
    }
    template: {
      // Longer than the ten seconds in which the bot stops by itself.
      terminationGracePeriodSeconds: 20
      containers: [
        {
          name: 'bot'
          image: image
          resources: { cpu: json('0.5'), memory: '1Gi' }
          env: concat([
            { name: 'CLOUD', value: 'microsoft' }
            { name: 'MicrosoftAppType', value: 'UserAssignedMSI' }
            { name: 'MicrosoftAppId', value: identity.properties.clientId }
            { name: 'MicrosoftAppTenantId', value: tenant().tenantId }
            { name: 'PUBLIC_URL', value: 'https://${publicHost}' }
            { name: 'OPERATOR', value: operator }
            { name: 'COMMERCE', value: commerce }
            { name: 'PARTNER_TENANT_ID', value: partnerTenantId }
            { name: 'BILLING_ACCOUNT_ID', value: billingAccountId }
            { name: 'ALLOWED_TENANTS', value: allowedTenants }
            { name: 'SECRET_KEY', secretRef: 'secret-key' }
            { name: 'DATABASE_URL', secretRef: 'database-url' }
          ], graphEnvironment)
          probes: [
            { type: 'Liveness', httpGet: { path: '/healthz', port: 3978 }, periodSeconds: 15, failureThreshold: 4 }
            { type: 'Readiness', httpGet: { path: '/readyz', port: 3978 }, periodSeconds: 5, failureThreshold: 2 }
          ]
        }
      ]
      scale: { minReplicas: minReplicas, maxReplicas: 4 }
    }
  }
}

resource bot 'Microsoft.BotService/botServices@2022-09-15' = {
  name: '${name}-bot'
  location: 'global'
  kind: 'azurebot'
  sku: { name: 'F0' }
  properties: {
    displayName: 'Upgrade Assistant'
    endpoint: 'https://${publicHost}/api/messages'
    msaAppType: 'UserAssignedMSI'
    msaAppId: identity.properties.clientId
    msaAppTenantId: tenant().tenantId
    msaAppMSIResourceId: identity.id
    disableLocalAuth: true
  }

  resource teams 'channels' = {
    name: 'MsTeamsChannel'
    location: 'global'
    properties: {
      channelName: 'MsTeamsChannel'
      properties: { isEnabled: true }
    }
  }
}

// The Agents Toolkit writes these into env/.env.<environment>.
output BOT_ID string = identity.properties.clientId
output BOT_TENANT_ID string = tenant().tenantId
output PUBLIC_URL string = 'https://${publicHost}'
output IDENTITY_PRINCIPAL_ID string = identity.properties.principalId
output CONTAINER_APP_NAME string = app.name
