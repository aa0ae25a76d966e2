// Every bound of the HTTP front, so that no client can take more than its share.

package struct HTTPLimits: Sendable {
  /// The request line and the header fields together.
  package var headBytesMax = 32 << 10
  package var fieldsMax = 128
  /// DynamoDB's largest request is 16 MB.
  package var bodyBytesMax = 16 << 20
  /// The line that says how long a chunk is, and the trailer behind the last one.
  package var chunkLineBytesMax = 4 << 10
  /// Answers that a client has not taken: beyond this, nothing more of it is read.
  package var pendingBytesMax = 1 << 20
  /// What a connection keeps between requests; more is given back.
  package var keptBytesMax = 64 << 10
  package var connectionsMax = 16_384

  /// From a request's first byte to its last: who is slower wants to hold the connection.
  package var requestSeconds = 30
  /// Between requests. SDKs keep connections for a minute or so.
  package var idleSeconds = 300
  /// For a client that does not take its answer.
  package var writeSeconds = 30
  /// How long a refused client may go on talking, so that the refusal reaches it.
  package var lingerSeconds = 2
  package var lingerBytesMax = 1 << 20
  /// How long a stopping server waits for requests that have begun.
  package var stopSeconds = 5

  package init() {}
}
