// A child process by posix_spawn, waited for by asking, with an end in any case.

import Glibc

package struct SpawnFault: Error {
  package let number: Int32
}

package struct SpawnedProgram {
  private let identifier: pid_t

  /// `streams` are the files of standard input, output and errors.
  package init(
    _ path: String, _ arguments: [String], environment: [String: String], folder: String,
    streams: [String]
  ) throws {
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    unsafe posix_spawn_file_actions_addopen(&actions, 0, streams[0], O_RDONLY, 0)
    unsafe posix_spawn_file_actions_addopen(&actions, 1, streams[1], O_WRONLY, 0)
    unsafe posix_spawn_file_actions_addopen(&actions, 2, streams[2], O_WRONLY, 0)
    // Swift does not see the call that sets a child's folder; `env` does it before it becomes it.
    let command = ["/usr/bin/env", "-C", folder, path] + arguments
    let words = unsafe command.map { unsafe strdup($0) } + [nil]
    let variables = unsafe environment.map { unsafe strdup("\($0.key)=\($0.value)") } + [nil]
    var child: pid_t = 0
    let number = unsafe posix_spawn(&child, command[0], &actions, nil, words, variables)
    unsafe (words + variables).forEach { unsafe free($0) }
    unsafe posix_spawn_file_actions_destroy(&actions)
    guard number == 0 else { throw SpawnFault(number: number) }
    identifier = child
  }

  /// The status is nil when a signal ended it.
  package func wait(seconds: Int) -> (status: Int32?, isInTime: Bool) {
    var raw: Int32 = 0
    for _ in 0..<seconds * 500 {
      if unsafe waitpid(identifier, &raw, WNOHANG) == identifier { return (status(raw), true) }
      usleep(2_000)
    }
    kill(identifier, SIGKILL)
    _ = unsafe waitpid(identifier, &raw, 0)
    return (status(raw), false)
  }

  /// Asks this one process to end.
  package func signal(_ number: Int32) { kill(identifier, number) }

  private func status(_ raw: Int32) -> Int32? { raw & 0x7F == 0 ? (raw >> 8) & 0xFF : nil }
}
