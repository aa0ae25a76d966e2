// What a server of this machine answers to bytes, on a connection of their own.

import Glibc

package enum Loopback {
  package struct ConnectionFault: Error { let number: Int32 }

  /// Everything until the server closes the connection.
  package static func exchange(_ bytes: [UInt8], _ port: UInt16) throws -> [UInt8] {
    let descriptor = try connection(port)
    defer { close(descriptor) }
    send(bytes, to: descriptor)
    shutdown(descriptor, Int32(SHUT_WR))
    var answer: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 16 << 10)
    while true {
      let count = unsafe piece.withUnsafeMutableBytes { buffer in
        unsafe recv(descriptor, buffer.baseAddress, buffer.count, 0)
      }
      if count == 0 || count < 0 && errno == ECONNRESET { return answer }
      guard count > 0 else { throw ConnectionFault(number: errno) }
      answer += piece[..<count]
    }
  }

  /// An open connection, whose answers are waited for ten seconds.
  package static func connection(_ port: UInt16) throws -> Int32 {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var patience = timeval(tv_sec: 10, tv_usec: 0)
    _ = unsafe setsockopt(
      descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    let connected = unsafe withUnsafePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard connected == 0 else {
      defer { close(descriptor) }
      throw ConnectionFault(number: errno)
    }
    return descriptor
  }

  package static func send(_ bytes: [UInt8], to descriptor: Int32) {
    var sent = 0
    while sent < bytes.count {
      let count = unsafe bytes.withUnsafeBytes { buffer in
        unsafe Glibc.send(
          descriptor, buffer.baseAddress.map { unsafe $0 + sent }, buffer.count - sent,
          Int32(MSG_NOSIGNAL))
      }
      // Who is refused early need not be heard out.
      guard count > 0 else { break }
      sent += count
    }
  }
}
