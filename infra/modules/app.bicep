@description('Name of the Functions app.')
param name string
param location string
param tags object

@description('The identity that it runs as.')
param identityId string
param identityClientId string

@description('The account that it works in.')
param workName string
param packagesUri string

@description('The account that it publishes in.')
param publishedName string
param vaultUri string
param insightsConnection string
param workspaceId string

@description('Days that raw exports are kept after their half-year has ended.')
param keepExportsDays int

@description('Subnet that it goes out by; empty for none.')
param subnetId string
param dashboardClientId string

@description('Further settings, as Sources__onestop_city__BaseUrl; what is set by hand is lost at the next deployment.')
param extraSettings object

@description('The mail server: host, port, from, user.')
param mail { host: string, port: int, from: string, user: string }

resource plan 'Microsoft.Web/serverfarms@2024-11-01' = {
  name: 'plan-${name}'
  location: location
  tags: tags
  kind: 'functionapp'
  sku: { name: 'FC1', tier: 'FlexConsumption' }
  properties: { reserved: true }
}

var settings = {
  AzureWebJobsDisableHomepage: 'true'
  AzureWebJobsStorage__accountName: workName
  AzureWebJobsStorage__credential: 'managedidentity'
  AzureWebJobsStorage__clientId: identityClientId
  APPLICATIONINSIGHTS_CONNECTION_STRING: insightsConnection
  AZURE_CLIENT_ID: identityClientId
  Work__accountName: workName
  Work__blobServiceUri: 'https://${workName}.blob.${environment().suffixes.storage}'
  Work__queueServiceUri: 'https://${workName}.queue.${environment().suffixes.storage}'
  Work__tableServiceUri: 'https://${workName}.table.${environment().suffixes.storage}'
  Work__credential: 'managedidentity'
  Work__clientId: identityClientId
  Published__accountName: publishedName
  Vault__Uri: vaultUri
  Pipeline__RowsMayLeave: 'true'
  Pipeline__KeepExportsDays: string(keepExportsDays)
  Schedules__NightlyPull: '0 30 18 * * *'
  Schedules__SweepExports: '0 5 * * * *'
  Schedules__CheckOperations: '0 0 0 * * *'
  Schedules__NotifyAlerts: '0 30 0 * * *'
  Schedules__SendReports: '0 45 0 * * *'
  Schedules__DeleteExpired: '0 30 1 * * *'
  Mail__Host: mail.host
  Mail__Port: string(mail.port)
  Mail__From: mail.from
}

resource app 'Microsoft.Web/sites@2024-11-01' = {
  name: name
  location: location
  tags: union(tags, { 'azd-service-name': 'functions' })
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${identityId}': {} }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    keyVaultReferenceIdentity: identityId
    virtualNetworkSubnetId: empty(subnetId) ? null : subnetId
    siteConfig: {
      minTlsVersion: '1.2'
      http20Enabled: true
      cors: { allowedOrigins: [] }
    }
    functionAppConfig: {
      deployment: {
        storage: {
          type: 'blobContainer'
          value: packagesUri
          authentication: { type: 'UserAssignedIdentity', userAssignedIdentityResourceId: identityId }
        }
      }
      runtime: { name: 'dotnet-isolated', version: '10.0' }
      // A night of a province is some hundred messages; what publishes has one writer. 40 is the least that Flex Consumption takes.
      scaleAndConcurrency: { instanceMemoryMB: 2048, maximumInstanceCount: 40 }
    }
  }

  resource config 'config' = {
    name: 'appsettings'
    properties: union(settings, { Alerts__PublicUrl: 'https://${app.properties.defaultHostName}' }, empty(mail.user) ? {} : { Mail__User: mail.user }, extraSettings)
  }

  resource publishingFtp 'basicPublishingCredentialsPolicies' = {
    name: 'ftp'
    properties: { allow: false }
  }

  resource publishingScm 'basicPublishingCredentialsPolicies' = {
    name: 'scm'
    properties: { allow: false }
  }

  // Who may see pages is decided before the app. The API asks for a function key, links in mails are signed, health tells nothing secret.
  resource auth 'config' = {
    name: 'authsettingsV2'
    properties: {
      platform: { enabled: true }
      globalValidation: {
        requireAuthentication: true
        unauthenticatedClientAction: empty(dashboardClientId) ? 'Return401' : 'RedirectToLoginPage'
        redirectToProvider: 'azureactivedirectory'
        excludedPaths: ['/api/health', '/api/indicators', '/api/openapi.json', '/alerts/acknowledge']
      }
      identityProviders: {
        azureActiveDirectory: {
          enabled: !empty(dashboardClientId)
          registration: {
            clientId: dashboardClientId
            openIdIssuer: '${environment().authentication.loginEndpoint}${subscription().tenantId}/v2.0'
          }
        }
      }
      httpSettings: { requireHttps: true }
      login: { tokenStore: { enabled: false } }
    }
  }
}

resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: app
  name: 'to-workspace'
  properties: {
    workspaceId: workspaceId
    logs: [{ category: 'FunctionAppLogs', enabled: true }]
  }
}

output name string = app.name
output host string = app.properties.defaultHostName
