@description('Name of the environment.')
param name string
param location string
param tags object
param networkId string
param subnetId string
param workId string
param publishedId string
param vaultId string

var storage = environment().suffixes.storage
var targets = [
  { name: 'work-blob', id: workId, group: 'blob', zone: 'privatelink.blob.${storage}' }
  { name: 'work-queue', id: workId, group: 'queue', zone: 'privatelink.queue.${storage}' }
  { name: 'work-table', id: workId, group: 'table', zone: 'privatelink.table.${storage}' }
  { name: 'published-table', id: publishedId, group: 'table', zone: 'privatelink.table.${storage}' }
  { name: 'vault', id: vaultId, group: 'vault', zone: 'privatelink.vaultcore.azure.net' }
]
var zones = union(map(targets, t => t.zone), [])

resource zone 'Microsoft.Network/privateDnsZones@2024-06-01' = [for zone in zones: {
  name: zone
  location: 'global'
  tags: tags
}]

resource link 'Microsoft.Network/privateDnsZones/virtualNetworkLinks@2024-06-01' = [for (name, i) in zones: {
  parent: zone[i]
  name: 'link'
  location: 'global'
  properties: { registrationEnabled: false, virtualNetwork: { id: networkId } }
}]

resource endpoint 'Microsoft.Network/privateEndpoints@2024-07-01' = [for target in targets: {
  name: 'pe-${name}-${target.name}'
  location: location
  tags: tags
  properties: {
    subnet: { id: subnetId }
    privateLinkServiceConnections: [
      { name: target.name, properties: { privateLinkServiceId: target.id, groupIds: [target.group] } }
    ]
  }
}]

resource names 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups@2024-07-01' = [for (target, i) in targets: {
  parent: endpoint[i]
  name: 'default'
  properties: {
    privateDnsZoneConfigs: [
      { name: target.group, properties: { privateDnsZoneId: resourceId('Microsoft.Network/privateDnsZones', target.zone) } }
    ]
  }
  dependsOn: [link]
}]
