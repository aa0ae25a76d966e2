// Waits for many descriptors at once, and can be woken from another thread.

import CLinuxEvents
import Glibc
import HostSystem

final class Poll: Sendable {
  struct Event {
    let descriptor: Int32
    let isReadable: Bool
    let isWritable: Bool
    let isBroken: Bool
  }

  struct Interest: OptionSet {
    let rawValue: UInt8
    static let reading = Interest(rawValue: 1)
    static let writing = Interest(rawValue: 2)
  }

  private let descriptor: Int32
  private let bell: Int32

  init() throws(SystemFault) {
    descriptor = linux_poll_create()
    guard descriptor >= 0 else { throw .last }
    bell = linux_bell_create()
    guard bell >= 0, linux_poll_add(descriptor, bell, linux_event_readable) == 0 else {
      let fault = SystemFault.last
      Glibc.close(descriptor)
      throw fault
    }
  }

  deinit {
    Glibc.close(bell)
    Glibc.close(descriptor)
  }

  func wake() { _ = linux_bell_ring(bell) }

  func add(_ other: Int32, _ interest: Interest) -> Bool {
    linux_poll_add(descriptor, other, Poll.kinds(interest)) == 0
  }

  func change(_ other: Int32, _ interest: Interest) {
    _ = linux_poll_change(descriptor, other, Poll.kinds(interest))
  }

  func remove(_ other: Int32) { _ = linux_poll_remove(descriptor, other) }

  /// Fills `events`; the wake-up itself is none.
  func wait(milliseconds: Int, into events: inout [Event]) {
    events.removeAll(keepingCapacity: true)
    unsafe withUnsafeTemporaryAllocation(
      of: linux_event.self, capacity: Int(LINUX_EVENTS_AT_ONCE)
    ) { buffer in
      let count = unsafe linux_poll_wait(descriptor, buffer.baseAddress, Int32(milliseconds))
      for index in 0..<max(0, Int(count)) {
        let event = unsafe buffer[index]
        if event.descriptor == bell {
          _ = linux_bell_silence(bell)
          continue
        }
        events.append(
          Event(
            descriptor: event.descriptor, isReadable: event.kinds & linux_event_readable != 0,
            isWritable: event.kinds & linux_event_writable != 0,
            isBroken: event.kinds & linux_event_broken != 0))
      }
    }
  }

  private static func kinds(_ interest: Interest) -> UInt32 {
    (interest.contains(.reading) ? linux_event_readable : 0)
      | (interest.contains(.writing) ? linux_event_writable : 0)
  }
}
