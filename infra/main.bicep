// GovPipeline on Azure: one run of `azd up` (or `az deployment sub create`) makes all of it.
targetScope = 'subscription'

@description('Name of the environment, for example tayninh-prod; names of resources are made of it.')
@minLength(3)
@maxLength(12)
param environmentName string

@description('Region. There is none in Việt Nam: keep rows of dossiers on premises and deploy the published tables alone (see README, edge).')
param location string

@description('Whether the app and the rows of dossiers are on Azure too. False deploys the published tables alone, which an app on premises writes: no region is in Việt Nam, and rows that leave need a file on transfer abroad (Luật 91/2025/QH15).')
param rowsMayLeave bool = false

@description('Object id of the service principal that an app on premises publishes as; empty where the app is on Azure.')
param publisherPrincipalId string = ''

@description('Who is mailed when something outside the app is wrong.')
param operatorsEmail string

@description('Host of the mail server that mails go out by.')
param mailHost string = ''

@description('Port of the mail server.')
@minValue(1)
@maxValue(65535)
param mailPort int = 587

@description('Address that mails come from.')
param mailFrom string = ''

@description('User of the mail server; its password is the secret Mail--Password of the vault.')
param mailUser string = ''

@description('Client id of the Entra ID app registration whose users may see the dashboard; empty leaves the pages closed to everybody.')
param dashboardClientId string = ''

@description('Object id of the Entra ID group that Power BI and analysts read the published tables as; empty for none.')
param readersGroupId string = ''

@description('Object id of the Entra ID group of operators: works with the command line on the accounts, puts secrets into the vault; empty for none.')
param operatorsGroupId string = ''

@description('Whether the published tables may be read by account key too: for a Power BI that offers no organisational account for Azure Table Storage.')
param publishedKeys bool = false

@description('Further settings of the app, as { Sources__onestop_city__BaseUrl: ... }; what is set by hand is lost at the next deployment.')
param extraSettings object = {}

@description('Whether storage and the vault are reached over private end points alone.')
param privateNetwork bool = false

@description('Days that raw exports and quarantined rows are kept after the half-year that they tell of has ended; the job DeleteExpired then deletes them.')
@minValue(30)
@maxValue(3650)
param keepExportsDays int = 400

@description('Budget of a month in the currency of the subscription; 0 for none.')
@minValue(0)
param monthlyBudget int = 0

@description('First day of the budget, the first of a month.')
param budgetStart string = utcNow('yyyy-MM-01')

@description('Tags of every resource.')
param tags object = {}

var allTags = union(tags, { 'azd-env-name': environmentName, workload: 'govpipeline' })
// Mails that go nowhere would be given up after two days, those to operators too.
var mailGiven = rowsMayLeave && (empty(mailHost) || empty(mailFrom)) ? fail('mailHost and mailFrom (MAIL_HOST, MAIL_FROM) are needed where the app is on Azure') : { host: mailHost, port: mailPort, from: mailFrom, user: mailUser }
var token = take(uniqueString(subscription().id, environmentName, location), 8)
var short = toLower(replace(environmentName, '-', ''))

resource group 'Microsoft.Resources/resourceGroups@2024-11-01' = {
  name: 'rg-${environmentName}'
  location: location
  tags: allTags
}

module identity 'modules/identity.bicep' = if (rowsMayLeave) {
  scope: group
  params: { name: 'id-${environmentName}', location: location, tags: allTags }
}

module monitoring 'modules/monitoring.bicep' = {
  scope: group
  params: { name: environmentName, location: location, tags: allTags }
}

module network 'modules/network.bicep' = if (rowsMayLeave && privateNetwork) {
  scope: group
  params: { name: environmentName, location: location, tags: allTags }
}

module work 'modules/work-storage.bicep' = if (rowsMayLeave) {
  scope: group
  params: {
    name: take('stw${short}${token}', 24)
    location: location
    tags: allTags
    principalId: identity!.outputs.principalId
    operatorsGroupId: operatorsGroupId
    workspaceId: monitoring.outputs.workspaceId
    isPrivate: privateNetwork
  }
}

module published 'modules/published-storage.bicep' = {
  scope: group
  params: {
    name: take('stp${short}${token}', 24)
    location: location
    tags: allTags
    principalId: rowsMayLeave ? identity!.outputs.principalId : publisherPrincipalId
    readersGroupId: readersGroupId
    operatorsGroupId: operatorsGroupId
    mayUseKeys: publishedKeys
    workspaceId: monitoring.outputs.workspaceId
    isPrivate: rowsMayLeave && privateNetwork
  }
}

module vault 'modules/vault.bicep' = if (rowsMayLeave) {
  scope: group
  params: {
    name: take('kv-${environmentName}-${token}', 24)
    location: location
    tags: allTags
    principalId: identity!.outputs.principalId
    operatorsGroupId: operatorsGroupId
    workspaceId: monitoring.outputs.workspaceId
    isPrivate: privateNetwork
  }
}

module endpoints 'modules/private-endpoints.bicep' = if (rowsMayLeave && privateNetwork) {
  scope: group
  params: {
    name: environmentName
    location: location
    tags: allTags
    networkId: network!.outputs.networkId
    subnetId: network!.outputs.endpointSubnetId
    workId: work!.outputs.id
    publishedId: published.outputs.id
    vaultId: vault!.outputs.id
  }
}

module app 'modules/app.bicep' = if (rowsMayLeave) {
  scope: group
  params: {
    name: 'func-${environmentName}-${token}'
    location: location
    tags: allTags
    identityId: identity!.outputs.id
    identityClientId: identity!.outputs.clientId
    workName: work!.outputs.name
    packagesUri: work!.outputs.packagesUri
    publishedName: published.outputs.name
    vaultUri: vault!.outputs.uri
    insightsConnection: monitoring.outputs.insightsConnection
    workspaceId: monitoring.outputs.workspaceId
    keepExportsDays: keepExportsDays
    subnetId: privateNetwork ? network!.outputs.appSubnetId : ''
    dashboardClientId: dashboardClientId
    mail: mailGiven
    extraSettings: extraSettings
  }
}

module events 'modules/events.bicep' = if (rowsMayLeave) {
  scope: group
  params: {
    name: 'egst-${environmentName}'
    location: location
    tags: allTags
    workName: work!.outputs.name
    queueName: work!.outputs.landedQueue
  }
}

module alerts 'modules/alerts.bicep' = {
  scope: group
  params: {
    name: environmentName
    location: location
    tags: allTags
    operatorsEmail: operatorsEmail
    insightsId: monitoring.outputs.insightsId
    workspaceId: monitoring.outputs.workspaceId
    publishedName: published.outputs.name
    appHost: rowsMayLeave ? app!.outputs.host : ''
  }
}

module budget 'modules/budget.bicep' = if (monthlyBudget > 0) {
  scope: group
  params: { name: 'budget-${environmentName}', amount: monthlyBudget, operatorsEmail: operatorsEmail, start: budgetStart }
}

@description('Name of the Functions app, for azd deploy.')
output appName string = rowsMayLeave ? app!.outputs.name : ''

@description('Address of the dashboard.')
output dashboard string = rowsMayLeave ? 'https://${app!.outputs.host}' : ''

@description('Table end point that Power BI reads.')
output publishedTables string = published.outputs.tableEndpoint

@description('The vault that the secrets of sources and of the mail server go into.')
output vaultName string = rowsMayLeave ? vault!.outputs.name : ''
