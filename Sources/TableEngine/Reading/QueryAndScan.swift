// Query and Scan.

package import VirtualTime

extension Engine {
  package func query(
    _ request: QueryRequest, at now: Instant
  ) throws(EngineError) -> PageResponse {
    let page = try PreparedPage(request)
    return try withData(request.page.tableName, at: now) { state throws(EngineError) in
      try state.servePage(page, at: now)
    }
  }

  package func scan(
    _ request: ScanRequest, at now: Instant
  ) throws(EngineError) -> PageResponse {
    let page = try PreparedPage(request)
    return try withData(request.page.tableName, at: now) { state throws(EngineError) in
      try state.servePage(page, at: now)
    }
  }
}
