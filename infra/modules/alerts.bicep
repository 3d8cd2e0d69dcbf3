@description('Name of the environment.')
param name string
param location string
param tags object

@description('Who is mailed.')
param operatorsEmail string
param insightsId string
param workspaceId string

@description('Account of the published tables, whose writes are watched.')
param publishedName string

@description('Host of the app, whose health is asked for; empty where it runs on premises.')
param appHost string

resource operators 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: 'ag-${name}'
  location: 'global'
  tags: tags
  properties: {
    enabled: true
    groupShortName: 'govpipeline'
    emailReceivers: [{ name: 'operators', emailAddress: operatorsEmail, useCommonAlertSchema: true }]
  }
}

// The pipeline tells operators itself of late sources, refused files and stuck work. These speak when it cannot speak. What is written into
// the published tables is seen from outside, wherever the host runs: a night is noted there even when no figure changes.
var outside = [
  {
    name: 'nothing-published'
    text: 'Không có gì được ghi vào bảng công bố trong 36 giờ / nothing was written into the published tables in 36 hours'
    query: 'StorageTableLogs | where TimeGenerated > ago(36h) | where AccountName == "${publishedName}" | where Category == "StorageWrite" and toint(StatusCode) < 300 | summarize Count = count() | where Count == 0'
    window: 'P2D'
    every: 'PT6H'
  }
]
var ofTheApp = [
  {
    name: 'failures'
    text: 'Hàm chạy lỗi / functions failed'
    query: 'AppRequests | where Success == false and Name !has "Health" | where not(coalesce(toint(ResultCode), 0) between (400 .. 499))'
    window: 'PT1H'
    every: 'PT1H'
  }
]
var rules = concat(outside, empty(appHost) ? [] : ofTheApp)

resource found 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = [for rule in rules: {
  name: 'alert-${name}-${rule.name}'
  location: location
  tags: tags
  properties: {
    displayName: rule.text
    severity: 1
    enabled: true
    scopes: [workspaceId]
    evaluationFrequency: rule.every
    windowSize: rule.window
    criteria: {
      allOf: [
        {
          query: rule.query
          timeAggregation: 'Count'
          operator: 'GreaterThan'
          threshold: 0
          failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 }
        }
      ]
    }
    autoMitigate: true
    skipQueryValidation: true
    actions: { actionGroups: [operators.id] }
  }
}]

resource health 'Microsoft.Insights/webtests@2022-06-15' = if (!empty(appHost)) {
  name: 'health-${name}'
  location: location
  tags: union(tags, { 'hidden-link:${insightsId}': 'Resource' })
  kind: 'standard'
  properties: {
    SyntheticMonitorId: 'health-${name}'
    Name: 'GET /api/health'
    Kind: 'standard'
    Enabled: true
    Frequency: 900
    Timeout: 60
    RetryEnabled: true
    Locations: [{ Id: 'apac-sg-sin-azr' }, { Id: 'apac-hk-hkn-azr' }]
    Request: { RequestUrl: 'https://${appHost}/api/health', HttpVerb: 'GET' }
    ValidationRules: { ExpectedHttpStatusCode: 200, SSLCheck: true, SSLCertRemainingLifetimeCheck: 14 }
  }
}

resource unhealthy 'Microsoft.Insights/metricAlerts@2018-03-01' = if (!empty(appHost)) {
  name: 'alert-${name}-health'
  location: 'global'
  tags: tags
  properties: {
    description: 'Đường ống báo không ổn, hoặc không trả lời / the pipeline says that it is not well, or does not answer'
    severity: 1
    enabled: true
    scopes: [health.id, insightsId]
    evaluationFrequency: 'PT15M'
    windowSize: 'PT30M'
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.WebtestLocationAvailabilityCriteria'
      webTestId: health.id
      componentId: insightsId
      failedLocationCount: 2
    }
    actions: [{ actionGroupId: operators.id }]
  }
}
