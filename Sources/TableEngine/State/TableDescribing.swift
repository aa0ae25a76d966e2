// The state of a table as `DescribeTable` tells it.

import TableModel

extension TableState {
  var description: TableDescription {
    var description = TableDescription(
      definition: definition, status: status, created: created, tableArn: arn, tableID: id)
    description.itemCount = items.count
    description.sizeBytes = sizeBytes
    description.throughput = throughput
    description.billingSince = billingSince
    description.classChanged = classChanged
    description.restore = restore
    description.replicas = (replicas?.others ?? []).map {
      ReplicaDescription(
        regionName: $0, status: "ACTIVE", keyID: nil, tableClass: definition.tableClass)
    }
    if let stream = streams.last, stream.disabled == nil {
      description.latestStreamArn = stream.arn
      description.latestStreamLabel = stream.label
    }
    for index in indexes {
      var entry = IndexDescription(index: index.index, indexArn: arn + "/index/" + index.name)
      entry.itemCount = index.entries.count
      entry.sizeBytes = index.sizeBytes
      entry.throughput = index.throughput
      if index.isLocal {
        description.localIndexes.append(entry)
      } else {
        entry.status = index.status
        if index.isBackfilling { entry.backfilling = true }
        description.globalIndexes.append(entry)
      }
    }
    return description
  }
}
