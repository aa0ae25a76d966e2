// Where connections come in, and who of the workers gets the next.

import CLinuxEvents
import Glibc

struct Door {
  let descriptor: Int32
  private let mailboxes: [Mailbox]
  private let turn: Turn

  /// Whose turn it is, and whether the door is watched.
  private final class Turn {
    var count = 0
    var isWatched = false
  }

  init(_ descriptor: Int32, _ mailboxes: [Mailbox]) {
    self.descriptor = descriptor
    self.mailboxes = mailboxes
    turn = Turn()
  }

  /// Also after there was no descriptor left for one more connection.
  func open(_ poll: Poll) {
    if !turn.isWatched { turn.isWatched = poll.add(descriptor, .reading) }
  }

  /// The next who waits outside.
  func next(_ poll: Poll) -> (descriptor: Int32, mailbox: Mailbox)? {
    while true {
      let visitor = linux_accept(descriptor)
      if visitor >= 0 {
        SocketCalls.sendAtOnce(visitor)
        turn.count += 1
        return (visitor, mailboxes[turn.count % mailboxes.count])
      }
      switch errno {
      case EINTR, ECONNABORTED: continue
      case EMFILE, ENFILE, ENOBUFS, ENOMEM:
        // Asking again at once would only burn the processor: the next tick opens again.
        if turn.isWatched { poll.remove(descriptor) }
        turn.isWatched = false
        return nil
      default: return nil
      }
    }
  }

  func close(_ poll: Poll) {
    if turn.isWatched { poll.remove(descriptor) }
    SocketCalls.close(descriptor)
    for mailbox in mailboxes { mailbox.endAdoption() }
  }
}
