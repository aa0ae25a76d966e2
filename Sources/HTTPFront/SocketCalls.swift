// The calls to the operating system that a server makes; with the thread's, the only unsafe ones.

import CLinuxEvents
import Glibc
import HostSystem

/// An address to listen at: numbers, never a name that somebody would have to resolve.
package struct ListeningAddress: Sendable, Equatable {
  package let host: String
  package let port: UInt16

  package init(host: String, port: UInt16) {
    self.host = host == "localhost" ? "127.0.0.1" : host
    self.port = port
  }

  /// With brackets around what has colons, as in a URL.
  package var written: String {
    host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
  }

  package var isValid: Bool {
    var four = in_addr()
    var six = in6_addr()
    return unsafe inet_pton(AF_INET, host, &four) == 1 || inet_pton(AF_INET6, host, &six) == 1
  }
}

enum SocketCalls {
  enum Transfer { case bytes(Int), wouldBlock, closed }

  /// Listens, and tells the port when any would do.
  static func listen(
    at address: ListeningAddress
  ) throws(SystemFault) -> (descriptor: Int32, port: UInt16) {
    var four = sockaddr_in()
    four.sin_family = sa_family_t(AF_INET)
    four.sin_port = address.port.bigEndian
    if unsafe inet_pton(AF_INET, address.host, &four.sin_addr) == 1 {
      let descriptor = try listen(family: AF_INET, &four)
      try rethrow(boundAddress(of: descriptor, &four), closing: descriptor)
      return (descriptor, UInt16(bigEndian: four.sin_port))
    }
    var six = sockaddr_in6()
    six.sin6_family = sa_family_t(AF_INET6)
    six.sin6_port = address.port.bigEndian
    guard unsafe inet_pton(AF_INET6, address.host, &six.sin6_addr) == 1 else {
      throw SystemFault(EADDRNOTAVAIL)
    }
    let descriptor = try listen(family: AF_INET6, &six)
    try rethrow(boundAddress(of: descriptor, &six), closing: descriptor)
    return (descriptor, UInt16(bigEndian: six.sin6_port))
  }

  private static func listen<Address>(
    family: Int32, _ address: inout Address
  ) throws(SystemFault) -> Int32 {
    let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue)
    let descriptor = socket(family, kind | Int32(SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { throw .last }
    var yes: Int32 = 1
    // A port left a moment ago may be taken again; one in use may not.
    _ = unsafe setsockopt(
      descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
    let length = socklen_t(MemoryLayout<Address>.size)
    let answer = unsafe withUnsafePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe bind(descriptor, $0, length)
      }
    }
    try rethrow(answer, closing: descriptor)
    try rethrow(Glibc.listen(descriptor, 1024), closing: descriptor)
    return descriptor
  }

  private static func boundAddress<Address>(
    of descriptor: Int32, _ address: inout Address
  ) -> Int32 {
    var length = socklen_t(MemoryLayout<Address>.size)
    return unsafe withUnsafeMutablePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe getsockname(descriptor, $0, &length)
      }
    }
  }

  private static func rethrow(_ answer: Int32, closing descriptor: Int32) throws(SystemFault) {
    guard answer != 0 else { return }
    let fault = SystemFault.last
    Glibc.close(descriptor)
    throw fault
  }

  /// An answer goes out when it is written, not when the last one was acknowledged.
  static func sendAtOnce(_ descriptor: Int32) {
    var yes: Int32 = 1
    _ = unsafe setsockopt(
      descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &yes, socklen_t(MemoryLayout<Int32>.size))
  }

  static func receive(
    _ descriptor: Int32, into buffer: UnsafeMutableRawBufferPointer
  ) -> Transfer {
    let count = unsafe recv(descriptor, buffer.baseAddress, buffer.count, 0)
    return transfer(count)
  }

  static func send(_ bytes: [UInt8], from offset: Int, to descriptor: Int32) -> Transfer {
    let count = unsafe bytes.withUnsafeBytes { buffer in
      unsafe Glibc.send(
        descriptor, buffer.baseAddress.map { unsafe $0 + offset }, buffer.count - offset,
        Int32(MSG_NOSIGNAL))
    }
    return transfer(count)
  }

  private static func transfer(_ count: Int) -> Transfer {
    if count > 0 { return .bytes(count) }
    if count == 0 { return .closed }
    return errno == EAGAIN || errno == EINTR ? .wouldBlock : .closed
  }

  static func finishSending(_ descriptor: Int32) { shutdown(descriptor, Int32(SHUT_WR)) }

  static func close(_ descriptor: Int32) { Glibc.close(descriptor) }

  /// Seconds of a clock that is never set.
  static func monotonicSeconds() -> Int {
    var time = timespec()
    _ = unsafe clock_gettime(CLOCK_MONOTONIC, &time)
    return time.tv_sec
  }

  /// The header line `Date`: RFC 9110 §6.6.1 wants one of a server that has a clock.
  static func dateField() -> [UInt8] {
    var now = time(nil)
    var parts = unsafe tm()
    _ = unsafe gmtime_r(&now, &parts)
    let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    let months = [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    func two(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let date =
      unsafe "\(days[Int(parts.tm_wday)]), \(two(parts.tm_mday)) \(months[Int(parts.tm_mon)])"
    let clock = unsafe "\(two(parts.tm_hour)):\(two(parts.tm_min)):\(two(parts.tm_sec))"
    return unsafe Array("Date: \(date) \(parts.tm_year + 1900) \(clock) GMT\r\n".utf8)
  }

  /// As many descriptors as the system lets us have: each connection is one.
  static func raiseDescriptorLimit() {
    var limit = rlimit()
    guard unsafe getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return }
    limit.rlim_cur = limit.rlim_max
    _ = unsafe setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
  }

  static var processorCount: Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }
}
